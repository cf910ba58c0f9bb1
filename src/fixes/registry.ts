/**
 * Which fixes are there? Rules name them by id in their YAML. To add one: a file
 * of its name that exports it, a line here, its id in the rules it helps, an example on one of their pages.
 * Must not say which rule offers which.
 */
import type { Rule } from '../policy';
import { acceptInDeclaration } from './accept-in-declaration';
import { allowedHosts } from './allowed-hosts';
import { argumentList } from './argument-list';
import { authenticatedCipher } from './authenticated-cipher';
import { baseName } from './base-name';
import { beginDeclaration } from './begin-declaration';
import { cipherOfTheSameLibrary } from './cipher-of-the-same-library';
import { cleanHtml } from './clean-html';
import { compareInConstantTime } from './compare-in-constant-time';
import { cookieSecureInProduction } from './cookie-secure-in-production';
import { corsOriginsFromEnvironment } from './cors-origins-from-environment';
import { corsWithoutCredentials } from './cors-without-credentials';
import { countInstead } from './count-instead';
import { databaseAddressWithTls } from './database-address-with-tls';
import { databaseOptionWithTls } from './database-option-with-tls';
import type { DeclarationFix } from './declaration-fix';
import { declareCollection } from './declare-collection';
import { declareEncryption } from './declare-encryption';
import { declareHost } from './declare-host';
import { declareOwnHost } from './declare-own-host';
import { declareRecipient } from './declare-recipient';
import { declareScope } from './declare-scope';
import { declareUse } from './declare-use';
import { debugFromEnvironment } from './debug-from-environment';
import { debugOff } from './debug-off';
import { defaultTlsVersion } from './default-tls-version';
import { dropArgument } from './drop-argument';
import { dropProperty } from './drop-property';
import { dropShell } from './drop-shell';
import { enableCertificateCheck } from './enable-certificate-check';
import { encryptBeforeStoring } from './encrypt-before-storing';
import { escapeHtml } from './escape-html';
import type { Fix } from './fix';
import { fillIn } from './fill-in';
import { generalText } from './general-text';
import { guardByConsent } from './guard-by-consent';
import { hashValue } from './hash-value';
import { keysInstead } from './keys-instead';
import { literalOnly } from './literal-only';
import { logErrorMessage } from './log-error-message';
import { logIdInstead } from './log-id-instead';
import { logPresence } from './log-presence';
import { maskRecording } from './mask-recording';
import { maskValue } from './mask-value';
import { onlyInDevelopment } from './only-in-development';
import { parseAsJson } from './parse-as-json';
import { pinCleanVersion } from './pin-clean-version';
import { protectCookie } from './protect-cookie';
import { quoteForShell } from './quote-for-shell';
import { raiseTlsVersion } from './raise-tls-version';
import { removeCall } from './remove-call';
import { removeImport } from './remove-import';
import { removeNoneAlgorithm } from './remove-none-algorithm';
import { removeTlsSwitch } from './remove-tls-switch';
import { safeLoader } from './safe-loader';
import { secretToEnvironment } from './secret-to-environment';
import { sendIdOnly } from './send-id-only';
import { settingFixes } from './settings';
import { signToken } from './sign-token';
import { slowHashScheme } from './slow-hash-scheme';
import { slowPasswordHash } from './slow-password-hash';
import { sqlPlaceholder } from './sql-placeholder';
import { statusInstead } from './status-instead';
import { storeInKeyStore } from './store-in-key-store';
import { suppress } from './suppress';
import { targetFromEnvironment } from './target-from-environment';
import { textContent } from './text-content';
import { trustOwnAuthority } from './trust-own-authority';
import { useHttps } from './use-https';
import { verifyToken } from './verify-token';
import { verifyTokenByKey } from './verify-token-by-key';

const all: readonly Fix[] = [
  maskValue, hashValue, logIdInstead, dropArgument, dropProperty, logErrorMessage, removeTlsSwitch, useHttps, secretToEnvironment,
  encryptBeforeStoring, sendIdOnly, guardByConsent, enableCertificateCheck, trustOwnAuthority, raiseTlsVersion, defaultTlsVersion,
  databaseAddressWithTls, databaseOptionWithTls, protectCookie, cookieSecureInProduction, corsOriginsFromEnvironment, corsWithoutCredentials,
  debugFromEnvironment, debugOff, verifyToken, verifyTokenByKey, removeNoneAlgorithm, signToken, authenticatedCipher, cipherOfTheSameLibrary,
  slowPasswordHash, slowHashScheme, compareInConstantTime, sqlPlaceholder, argumentList, dropShell, quoteForShell, textContent, escapeHtml, cleanHtml, parseAsJson,
  literalOnly, safeLoader, baseName, allowedHosts, maskRecording, storeInKeyStore, removeCall, removeImport, targetFromEnvironment, generalText,
  logPresence, statusInstead, countInstead, keysInstead, onlyInDevelopment, pinCleanVersion, ...settingFixes, suppress,
];

/** All fixes, by id. */
export const fixes: ReadonlyMap<string, Fix> = new Map(all.map((fix) => [fix.id, fix]));

/** The fixes that the findings of a rule are offered, in order: its own, and a comment that accepts them. A comment that hides nothing is mended, and not hidden by another. */
export function offeredBy(rule: Rule, known: ReadonlyMap<string, Fix> = fixes): readonly Fix[] {
  const ids = rule.check.type === 'suppression' ? rule.fixes : [...rule.fixes, suppress.id];
  return ids.flatMap((id) => known.get(id) ?? []);
}

/** Those that write into a caley.yaml. Rules need not name them: what a rule asks of the declaration says which apply. */
export const declarationFixes: readonly DeclarationFix[] = [declareRecipient, declareOwnHost, declareCollection, declareUse, declareEncryption, declareScope, declareHost, fillIn, beginDeclaration, acceptInDeclaration];
