/**
 * What did the user set? Turns whatever a client sends into typed settings.
 * Must not refuse: a value of the wrong type counts as not set, and is named.
 */
import type { InitializationOptions, RuleSetting, Settings } from '../protocol';
import type { Configuration } from '../workspace';

export const DEFAULT_SETTINGS: Settings = { enable: true, minimumConfidence: 'medium', rules: {}, delay: 400, baseline: '' };

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
  if (raw === null || raw === undefined) return { settings: DEFAULT_SETTINGS, mistakes };
  if (!isRecord(raw)) return { settings: DEFAULT_SETTINGS, mistakes: ['"caley" must be an object of settings.'] };
  const { enable, minimumConfidence, rules, delay, baseline } = raw;
  return {
    mistakes,
    settings: {
      enable: typeof enable === 'boolean' ? enable : fallback('enable', enable, 'true or false', DEFAULT_SETTINGS.enable, mistakes),
      minimumConfidence:
        minimumConfidence === 'high' || minimumConfidence === 'medium' || minimumConfidence === 'low'
          ? minimumConfidence
          : fallback('minimumConfidence', minimumConfidence, '"high", "medium" or "low"', DEFAULT_SETTINGS.minimumConfidence, mistakes),
      rules: readRules(rules, mistakes),
      baseline: typeof baseline === 'string' ? baseline : fallback('baseline', baseline, 'the path of a file', DEFAULT_SETTINGS.baseline, mistakes),
      delay:
        typeof delay === 'number' && delay >= 0 && delay <= LONGEST_DELAY
          ? delay
          : fallback('delay', delay, `a number of milliseconds from 0 to ${String(LONGEST_DELAY)}`, DEFAULT_SETTINGS.delay, mistakes),
    },
  };
}

/** What the engine needs of the settings. */
export function toConfiguration(settings: Settings): Configuration {
  return { minimumConfidence: settings.minimumConfidence, rules: new Map(Object.entries(settings.rules)), drafts: false };
}

export function readInitializationOptions(raw: unknown): InitializationOptions {
  if (!isRecord(raw)) return {};
  const { diagnostics, policyScheme, commandLinks, settings } = raw;
  return {
    ...(diagnostics === 'push' ? { diagnostics } : {}),
    ...(typeof policyScheme === 'string' ? { policyScheme } : {}),
    ...(commandLinks === true ? { commandLinks } : {}),
    ...(settings === undefined ? {} : { settings }),
  };
}

function readRules(raw: unknown, mistakes: string[]): Settings['rules'] {
  if (raw === undefined || raw === null) return DEFAULT_SETTINGS.rules;
  if (!isRecord(raw)) return fallback('rules', raw, 'an object of rule ids', DEFAULT_SETTINGS.rules, mistakes);
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
