package io.orderstream.query.reporting;

import io.orderstream.events.Money;
import io.orderstream.readmodel.figures.Figures;
import org.mapstruct.Context;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;
import org.mapstruct.factory.Mappers;

/** Figures to what is shown of them, in a currency. */
@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
public interface FiguresMapper {

    FiguresMapper INSTANCE = Mappers.getMapper(FiguresMapper.class);

    @Mapping(target = "refunds", source = "refunded")
    @Mapping(target = "net", expression = "java(money(figures.net(), currency))")
    @Mapping(target = "balance", expression = "java(money(figures.balance(), currency))")
    FiguresView view(Figures figures, @Context String currency);

    default Money money(long minor, @Context String currency) {
        return new Money(minor, currency);
    }
}
