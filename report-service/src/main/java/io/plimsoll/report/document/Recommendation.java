package io.plimsoll.report.document;

/**
 * What to do, and why.
 *
 * @param advice one or two sentences
 * @param finding id of the finding it rests on
 * @param because what that says
 * @param source where the advice comes from
 */
public record Recommendation(String advice, String finding, String because, String source) {}
