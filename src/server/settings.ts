/**
 * What did the user set? Turns whatever a client sends into typed settings.
 * Must not refuse: a value of the wrong type counts as not set, and is named.
 */
import { defaultSettings } from '../host';
import type { InitializationOptions, RuleSetting, Settings } from '../protocol';

const RULE_SETTINGS: ReadonlySet<string> = new Set<RuleSetting>(['off', 'hint', 'info', 'warning', 'error']);
/** Longer pauses than this hide findings rather than calm them. */
const LONGEST_DELAY = 10_000;

export interface SettingsReading {
  readonly settings: Settings;
  /** One sentence for each value that could not be used. */
  readonly mistakes: readonly string[];
}

/** Reads the value of the section `caley`. Unknown keys are left alone: newer clients may have more. */
export function readSettings(raw: unknown): SettingsReading {
  const mistakes: string[] = [];
  if (raw === null || raw === undefined) return { settings: defaultSettings, mistakes };
  if (!isRecord(raw)) return { settings: defaultSettings, mistakes: ['"caley" must be an object of settings.'] };
  const { enable, minimumConfidence, rules, delay, baseline } = raw;
  return {
    mistakes,
    settings: {
      enable: typeof enable === 'boolean' ? enable : fallback('enable', enable, 'true or false', defaultSettings.enable, mistakes),
      minimumConfidence:
        minimumConfidence === 'high' || minimumConfidence === 'medium' || minimumConfidence === 'low'
          ? minimumConfidence
          : fallback('minimumConfidence', minimumConfidence, '"high", "medium" or "low"', defaultSettings.minimumConfidence, mistakes),
      rules: readRules(rules, mistakes),
      baseline: typeof baseline === 'string' ? baseline : fallback('baseline', baseline, 'the path of a file', defaultSettings.baseline, mistakes),
      delay:
        typeof delay === 'number' && delay >= 0 && delay <= LONGEST_DELAY
          ? delay
          : fallback('delay', delay, `a number of milliseconds from 0 to ${String(LONGEST_DELAY)}`, defaultSettings.delay, mistakes),
    },
  };
}

export function readInitializationOptions(raw: unknown): InitializationOptions {
  if (!isRecord(raw)) return {};
  const { diagnostics, policyScheme, commandLinks, remote, assets, settings } = raw;
  return {
    ...(diagnostics === 'push' ? { diagnostics } : {}),
    ...(typeof policyScheme === 'string' ? { policyScheme } : {}),
    ...(commandLinks === true ? { commandLinks } : {}),
    ...(remote === true ? { remote } : {}),
    ...(typeof assets === 'string' ? { assets } : {}),
    ...(settings === undefined ? {} : { settings }),
  };
}

function readRules(raw: unknown, mistakes: string[]): Settings['rules'] {
  if (raw === undefined || raw === null) return defaultSettings.rules;
  if (!isRecord(raw)) return fallback('rules', raw, 'an object of rule ids', defaultSettings.rules, mistakes);
  const rules: Record<string, RuleSetting> = {};
  for (const [id, value] of Object.entries(raw)) {
    if (isRuleSetting(value)) rules[id] = value;
    else mistakes.push(`"caley.rules" says ${JSON.stringify(value)} for "${id}"; it must be "off", "hint", "info", "warning" or "error".`);
  }
  return rules;
}

function fallback<T>(key: string, value: unknown, wanted: string, otherwise: T, mistakes: string[]): T {
  if (value !== undefined && value !== null) mistakes.push(`"caley.${key}" must be ${wanted}; ${JSON.stringify(otherwise)} is used.`);
  return otherwise;
}

function isRuleSetting(value: unknown): value is RuleSetting {
  return typeof value === 'string' && RULE_SETTINGS.has(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
