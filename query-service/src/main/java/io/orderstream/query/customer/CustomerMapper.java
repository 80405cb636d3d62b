package io.orderstream.query.customer;

import io.orderstream.events.Money;
import io.orderstream.query.customer.CustomerView.CurrencyFigures;
import io.orderstream.query.reporting.FiguresMapper;
import io.orderstream.readmodel.customer.CustomerDocument;
import io.orderstream.readmodel.figures.Figures;
import java.util.List;
import java.util.Map;
import org.mapstruct.Mapper;
import org.mapstruct.ReportingPolicy;
import org.mapstruct.factory.Mappers;

@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
interface CustomerMapper {

    CustomerMapper INSTANCE = Mappers.getMapper(CustomerMapper.class);

    CustomerView view(CustomerDocument customer);

    default List<CurrencyFigures> currencies(Map<String, Figures> currencies) {
        return currencies.entrySet().stream()
                .map(each -> figures(each.getKey(), each.getValue()))
                .toList();
    }

    private static CurrencyFigures figures(String currency, Figures figures) {
        Money spent = new Money(Math.subtractExact(figures.captured(), figures.refunded()), currency);
        return new CurrencyFigures(currency, spent, FiguresMapper.INSTANCE.view(figures, currency));
    }
}
