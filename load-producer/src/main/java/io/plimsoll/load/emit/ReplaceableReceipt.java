package io.plimsoll.load.emit;

/**
 * For records that a later one replaces: only a refusal matters, as a sign of a broken producer.
 */
final class ReplaceableReceipt extends Receipt {
  private final AckAccount account;

  ReplaceableReceipt(AckAccount account) {
    this.account = account;
  }

  @Override
  void acknowledged() {
    // The next one says the same and more.
  }

  @Override
  void failed(Exception cause) {
    account.failed("Kafka refused a record: " + cause.getMessage());
  }
}
