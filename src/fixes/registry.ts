/**
 * Which fixes are there? Rules name them by id in their YAML.
 * Must not say which rule offers which.
 */
import { dropArgument } from './drop-argument';
import { dropProperty } from './drop-property';
import { encryptBeforeStoring } from './encrypt-before-storing';
import type { Fix } from './fix';
import { guardByConsent } from './guard-by-consent';
import { hashValue } from './hash-value';
import { logErrorMessage } from './log-error-message';
import { logIdInstead } from './log-id-instead';
import { maskValue } from './mask-value';
import { removeTlsSwitch } from './remove-tls-switch';
import { secretToEnvironment } from './secret-to-environment';
import { sendIdOnly } from './send-id-only';
import { suppress } from './suppress';
import { useHttps } from './use-https';

const all: readonly Fix[] = [
  maskValue, hashValue, logIdInstead, dropArgument, dropProperty, logErrorMessage, removeTlsSwitch, useHttps, secretToEnvironment,
  encryptBeforeStoring, sendIdOnly, guardByConsent, suppress,
];

/** All fixes, by id. */
export const fixes: ReadonlyMap<string, Fix> = new Map(all.map((fix) => [fix.id, fix]));
