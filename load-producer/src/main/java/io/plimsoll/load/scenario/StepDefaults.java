package io.plimsoll.load.scenario;

import java.time.Duration;
import java.util.Map;

/** What requests are, unless they say otherwise. */
record StepDefaults(Duration timeout, Map<String, Template> headers, boolean followRedirects) {}
