package io.orderstream.query.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How answers are bounded.
 *
 * @param maxAnswers how many are made, or held until their clients have taken them, at a time; more wait a second and are
 *     refused then
 */
@ConfigurationProperties("orderstream.query")
public record AnswerProperties(@DefaultValue("256") int maxAnswers) {}
