package io.plimsoll.load.scenario;

import java.time.Duration;
import java.util.List;

/** How much load, over time. */
public sealed interface Load {
  /** Length of the whole plan. */
  Duration duration();

  /**
   * The same shape with its level and its times multiplied. Users are rounded to whole ones, at
   * least one.
   */
  Load scaled(double loadMultiplier, double durationMultiplier);

  /**
   * Virtual users, each waiting for its own answers.
   *
   * @param stages one after the other, at least one; where one ends on another level than the next
   *     begins on, users come or go at once
   */
  record Closed(List<UserStage> stages) implements Load {
    public Closed {
      stages = stages.stream().filter(stage -> !stage.over().isZero()).toList();
    }

    /** Up, steady and down. */
    public static Closed of(Duration rampUp, int users, Duration steady, Duration rampDown) {
      return new Closed(
          List.of(
              new UserStage("rampUp", 0, users, rampUp),
              new UserStage("steady", users, users, steady),
              new UserStage("rampDown", users, 0, rampDown)));
    }

    /** The most users at a time. */
    public int users() {
      return stages.stream().mapToInt(stage -> Math.max(stage.from(), stage.to())).max().orElse(0);
    }

    /** Seconds that all users together are there. */
    double userSeconds() {
      return stages.stream()
          .mapToDouble(
              stage -> (stage.from() + stage.to()) / 2.0 * (double) stage.over().toNanos() / 1e9)
          .sum();
    }

    @Override
    public Duration duration() {
      return stages.stream().map(UserStage::over).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public Closed scaled(double loadMultiplier, double durationMultiplier) {
      return new Closed(
          stages.stream().map(stage -> stage.scaled(loadMultiplier, durationMultiplier)).toList());
    }
  }

  /**
   * A straight line from one number of users to another.
   *
   * @param name phase name of its outcomes
   */
  record UserStage(String name, int from, int to, Duration over) {
    UserStage scaled(double loadMultiplier, double durationMultiplier) {
      return new UserStage(
          name,
          users(from, loadMultiplier),
          users(to, loadMultiplier),
          times(over, durationMultiplier));
    }

    private static int users(int users, double factor) {
      return users == 0 ? 0 : (int) Math.max(1, Math.round(users * factor));
    }
  }

  /**
   * Arrivals that ignore answers.
   *
   * @param stages one after the other, at least one
   */
  record Open(List<Arrivals> stages) implements Load {
    public Open {
      stages = List.copyOf(stages);
    }

    @Override
    public Duration duration() {
      return stages.stream().map(Arrivals::over).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public Open scaled(double loadMultiplier, double durationMultiplier) {
      return new Open(
          stages.stream().map(stage -> stage.scaled(loadMultiplier, durationMultiplier)).toList());
    }
  }

  /** A stage of arrivals. */
  sealed interface Arrivals {
    /** Phase name of its outcomes. */
    String name();

    double fromPerSecond();

    double toPerSecond();

    Duration over();

    Arrivals scaled(double loadMultiplier, double durationMultiplier);
  }

  /**
   * A straight line from one arrival rate to another.
   *
   * @param poisson whether arrivals are independent of each other; otherwise they are evenly spaced
   */
  record ArrivalStage(
      String name, double fromPerSecond, double toPerSecond, Duration over, boolean poisson)
      implements Arrivals {
    /** Evenly spaced. */
    public ArrivalStage(String name, double fromPerSecond, double toPerSecond, Duration over) {
      this(name, fromPerSecond, toPerSecond, over, false);
    }

    @Override
    public ArrivalStage scaled(double loadMultiplier, double durationMultiplier) {
      return new ArrivalStage(
          name,
          fromPerSecond * loadMultiplier,
          toPerSecond * loadMultiplier,
          times(over, durationMultiplier),
          poisson);
    }
  }

  /**
   * Arrivals at one instant, again and again.
   *
   * @param size how many at a time
   * @param every from one burst to the next, and after the last
   * @param times how many bursts
   */
  record BurstStage(String name, int size, Duration every, int times) implements Arrivals {
    @Override
    public double fromPerSecond() {
      return size * 1e9 / (double) every.toNanos();
    }

    @Override
    public double toPerSecond() {
      return fromPerSecond();
    }

    @Override
    public Duration over() {
      return every.multipliedBy(times);
    }

    @Override
    public BurstStage scaled(double loadMultiplier, double durationMultiplier) {
      int scaled = (int) Math.max(1, Math.round(size * loadMultiplier));
      return new BurstStage(name, scaled, Load.times(every, durationMultiplier), times);
    }
  }

  private static Duration times(Duration duration, double factor) {
    return Duration.ofNanos(Math.round((double) duration.toNanos() * factor));
  }
}
