package io.plimsoll.load.emit;

/**
 * Enters the outcomes of one record into the account once their fate is known. It holds what that
 * takes and not the entry: by then, each object it led to would be one that no cache has any more.
 */
final class OutcomeReceipt extends Receipt {
  private final AckAccount account;
  private final long sequence;
  private final int bytes;
  private final int operation;
  private final int[] operations; // null where there is one

  OutcomeReceipt(AckAccount account, SpoolEntry outcomes) {
    this.account = account;
    this.sequence = outcomes.sequence();
    this.bytes = outcomes.value().length;
    this.operation = outcomes.operation(0);
    this.operations = outcomes.operations();
  }

  @Override
  void acknowledged() {
    if (operations == null) {
      account.acknowledged(sequence, operation, bytes);
    } else {
      account.acknowledged(sequence, operations, bytes);
    }
  }

  @Override
  void failed(Exception cause) {
    if (operations == null) {
      account.lost(1, bytes, "Kafka refused an outcome: " + cause.getMessage());
    } else {
      String reason = "Kafka refused %d outcomes: %s";
      int count = operations.length;
      account.lost(count, bytes, reason.formatted(count, cause.getMessage()));
    }
  }
}
