package io.plimsoll.load.emit;

/** Enters the outcomes of one record into the account once their fate is known. */
final class OutcomeReceipt extends Receipt {
  private final AckAccount account;
  private final SpoolEntry outcomes;

  OutcomeReceipt(AckAccount account, SpoolEntry outcomes) {
    this.account = account;
    this.outcomes = outcomes;
  }

  @Override
  void acknowledged() {
    account.acknowledged(outcomes);
  }

  @Override
  void failed(Exception cause) {
    account.lost(
        outcomes,
        outcomes.count() == 1
            ? "Kafka refused an outcome: " + cause.getMessage()
            : "Kafka refused %d outcomes: %s".formatted(outcomes.count(), cause.getMessage()));
  }
}
