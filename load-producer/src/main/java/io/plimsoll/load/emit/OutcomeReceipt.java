package io.plimsoll.load.emit;

/** Enters one outcome into the account once its fate is known. */
final class OutcomeReceipt implements RecordPort.Receipt {
  private final AckAccount account;
  private final int operation;
  private final long sequence;
  private final int bytes;

  OutcomeReceipt(AckAccount account, int operation, long sequence, int bytes) {
    this.account = account;
    this.operation = operation;
    this.sequence = sequence;
    this.bytes = bytes;
  }

  @Override
  public void acknowledged() {
    account.acknowledged(operation, sequence, bytes);
  }

  @Override
  public void failed(Exception cause) {
    account.lost(bytes, "Kafka refused an outcome: " + cause.getMessage());
  }
}
