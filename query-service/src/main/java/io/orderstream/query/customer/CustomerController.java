package io.orderstream.query.customer;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.ReadModel;
import io.orderstream.query.consistency.ReadModels;
import io.orderstream.query.web.QueryParameters;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.customer.CustomerDocument;
import io.orderstream.readmodel.customer.CustomerProjection;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CustomerController {

    private final MongoOperations mongo;
    private final ReadModel customers;

    CustomerController(MongoOperations mongo, ReadModels readModels) {
        this.mongo = mongo;
        this.customers = readModels.of(new CustomerProjection());
    }

    /** Several documents may stand for a customer. */
    @GetMapping(path = "/v1/customers/{customerId}", produces = MediaType.APPLICATION_JSON_VALUE)
    CustomerView customer(
            @PathVariable String customerId,
            @RequestParam MultiValueMap<String, String> parameters,
            ConsistencyToken token) {
        new QueryParameters(parameters).refuseOthers();
        String key = CustomerProjection.keyOf(customerId);
        Generation live = customers.await(token, key::equals);
        Query ofCustomer = Query.query(where("_id").in(live.idsOf(key, false))).maxTime(ReadModel.DEADLINE);
        return mongo.find(ofCustomer, CustomerDocument.class, live.collection()).stream()
                .reduce(CustomerDocument::plus)
                .map(CustomerMapper.INSTANCE::view)
                .orElseThrow(() -> new CustomerNotFoundException(customerId));
    }
}
