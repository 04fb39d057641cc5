package io.plimsoll.load.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of virtual user.
 *
 * @param weight its share among all users, above 0
 * @param onStart done once by each user before anything else
 * @param onStop done once by each user that has begun, before it leaves
 * @param behaviours at least one; all choose by weight, or all keep a timetable
 */
public record UserType(
    String name,
    double weight,
    Optional<Behaviour> onStart,
    Optional<Behaviour> onStop,
    List<Behaviour> behaviours) {
  public UserType {
    behaviours = List.copyOf(behaviours);
  }

  /** Whether its users do each behaviour so many times a minute. */
  public boolean keepsTimetable() {
    return behaviours.get(0).perMinute().isPresent();
  }

  /** Everything its users do. */
  public Stream<Behaviour> everything() {
    return Stream.of(onStart.stream(), behaviours.stream(), onStop.stream()).flatMap(each -> each);
  }
}
