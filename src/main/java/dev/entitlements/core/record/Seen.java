package dev.entitlements.core.record;

/**
 * A call, how often a log shows it, and where first.
 *
 * @param call the call
 * @param times how often
 * @param file the log's name
 * @param line the line of that file, from 1
 */
public record Seen(Call call, long times, String file, long line) {}
