package io.plimsoll.load.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Decodes answers; knows that HEAD has no body whatever the headers say. */
final class AnswerDecoder extends HttpResponseDecoder {
  private final HttpConnection connection;

  AnswerDecoder(HttpConnection connection) {
    super(new HttpDecoderConfig().setValidateHeaders(false));
    this.connection = connection;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return connection.expectsNoBody() || super.isContentAlwaysEmpty(message);
  }
}
