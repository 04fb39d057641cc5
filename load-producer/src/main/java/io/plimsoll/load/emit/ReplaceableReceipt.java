package io.plimsoll.load.emit;

/**
 * For records that a later one replaces: only a refusal matters, as a sign of a broken producer.
 */
final class ReplaceableReceipt extends Receipt {
  private final AckAccount account;
  private final Runnable ended;

  ReplaceableReceipt(AckAccount account) {
    this(account, () -> {});
  }

  /**
   * @param ended told once its fate is known, on the port's own thread
   */
  ReplaceableReceipt(AckAccount account, Runnable ended) {
    this.account = account;
    this.ended = ended;
  }

  @Override
  void acknowledged() {
    ended.run(); // the next one says the same and more
  }

  @Override
  void failed(Exception cause) {
    ended.run();
    account.failed("Kafka refused a record: " + cause.getMessage());
  }
}
