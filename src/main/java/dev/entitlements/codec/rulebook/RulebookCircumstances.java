package dev.entitlements.codec.rulebook;

import dev.entitlements.core.bundle.Delivery;
import java.time.LocalDate;

/**
 * What a rulebook is read under, besides its files.
 *
 * @param today the day in UTC, by which exceptions are expired
 * @param delivery how profiles reach the nodes
 */
public record RulebookCircumstances(LocalDate today, Delivery delivery) {}
