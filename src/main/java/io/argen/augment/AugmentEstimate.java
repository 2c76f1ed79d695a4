package io.argen.augment;

import java.util.List;
import java.util.SortedMap;

/**
 * What a run would do, from counts alone; what {@code augment --dry-run --json} prints.
 *
 * @param schema {@code argen/augment-dry-run/1}
 * @param countsBefore split to label to clips
 * @param target clips every class shall have
 * @param toMake label to synthetic clips
 * @param total all of them
 * @param persons whose faces might be used
 * @param most clips they can give at most, if every clip has a usable frame
 * @param shortfall label to clips that cannot be had from so few
 * @param leftAlone label without a known meaning to the clips it lacks
 * @param estimatedMinutes at the rate measured on a 2-core machine
 * @param estimatedGigabytes of synthetic clips, and of real files where they are copied
 * @param skipped files the set names that cannot be used
 * @param warnings what the user should know
 */
public record AugmentEstimate(
    String schema,
    SortedMap<String, SortedMap<String, Integer>> countsBefore,
    int target,
    SortedMap<String, Integer> toMake,
    int total,
    int persons,
    long most,
    SortedMap<String, Integer> shortfall,
    SortedMap<String, Integer> leftAlone,
    double estimatedMinutes,
    double estimatedGigabytes,
    List<AugmentResult.Skipped> skipped,
    List<String> warnings) {}
