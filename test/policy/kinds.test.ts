/** What names show, what they must not be taken for, and how kinds stand to each other. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { createKinds } from '../../src/policy';
import type { Surroundings } from '../../src/policy';
import { packFiles } from './packs';

const { kinds, mistakes } = createKinds(packFiles());

/** What a name shows: `contact.email`, with `~` where only the surroundings make it count and `!` where it is protected. */
function shown(name: string, owner: string | null = null, surroundings: Surroundings = null): string {
  return kinds
    .matchName(name, owner, surroundings)
    .filter(({ kind }) => /^(?:data|sanitizer|guard)\./.test(kind))
    .map((match) => match.kind.replace(/^data\./, '') + (match.evidence === 'context' ? '~' : '') + (match.protected ? '!' : ''))
    .sort()
    .join(' ');
}

function check(expected: Readonly<Record<string, string>>): void {
  const seen = Object.fromEntries(
    Object.keys(expected).map((path) => {
      const dot = path.lastIndexOf('.');
      return [path, dot < 0 ? shown(path) : shown(path.slice(dot + 1), path.slice(0, dot))];
    }),
  );
  assert.deepEqual(seen, expected);
}

describe('kinds', () => {
  it('reads all packs without a mistake', () => {
    assert.deepEqual(mistakes, []);
    const types = [...kinds.all.values()].filter((kind) => kind.weight !== null);
    assert.equal(types.length, 91);
  });

  it('places every data type in a category and a class', () => {
    for (const kind of kinds.all.values()) {
      if (kind.weight === null) continue;
      assert.ok(kinds.all.has(kind.id.split('.').slice(0, 2).join('.')), kind.id);
      assert.ok(['data.personal', 'data.pseudonymous', 'data.credential'].some((parent) => kinds.isA(kind.id, parent)), kind.id);
    }
  });

  it('knows what a kind is, by prefix and by class', () => {
    const cases: readonly (readonly [string, string, boolean])[] = [
      ['data.contact.email', 'data.contact.email', true],
      ['data.contact.email', 'data.contact', true],
      ['data.contact.email', 'data', true],
      ['data.contact.email', 'data.personal', true],
      ['data.contact.email', 'data.credential', false],
      ['data.contact', 'data.contact.email', false],
      ['data.special.health', 'data.special', true],
      ['data.special', 'data.personal', true],
      ['data.special.criminal', 'data.personal', true],
      ['data.identity.user-id', 'data.pseudonymous', true],
      ['data.identity.user-id', 'data.personal', false],
      ['data.scheduling.conference-link', 'data.credential', true],
      ['data.object.headers', 'data.credential-carrier', true],
      ['data.object.person', 'data.credential-carrier', false],
      ['sink.share.analytics', 'sink.share', true],
      ['sink.share.never-heard-of', 'sink.share', true],
      ['sink.sharepoint', 'sink.share', false],
      ['guard.consent-refused', 'guard.consent', false],
      ['', 'data', false],
    ];
    for (const [kind, ancestor, expected] of cases) assert.equal(kinds.isA(kind, ancestor), expected, `${kind} is a ${ancestor}`);
  });

  it('sees data in the names that show it', () => {
    const names: Readonly<Record<string, string>> = {
      userEmail: 'contact.email', email_address: 'contact.email', emailAddress: 'contact.email', attendeeEmail: 'contact.email', phoneNumber: 'contact.phone',
      mobile_phone: 'contact.phone', firstName: 'identity.first-name', last_name: 'identity.last-name', lastname: 'identity.last-name', dateOfBirth: 'identity.birth',
      dob: 'identity.birth', accessToken: 'credentials.access-token', refresh_token: 'credentials.access-token', CALEY_API_KEY: 'credentials.api-key',
      clientSecret: 'credentials.api-key', userPassword: 'credentials.password', ssn: 'government-ids.national-id', passportNumber: 'government-ids.passport',
      creditCardNumber: 'financial.card', iban: 'financial.bank-account', latitude: 'location.precise-location', ipAddress: 'online-identifiers.ip-address',
      deviceId: 'online-identifiers.device-id', meetingTitle: 'scheduling.event-title', inviteeNotes: 'scheduling.event-description', freeBusy: 'scheduling.availability',
      joinUrl: 'scheduling.conference-link', transcript: 'scheduling.recording-transcript', cancellationReason: 'scheduling.booking-answers',
      reasonForVisit: 'scheduling.booking-answers', rescheduleUrl: 'scheduling.manage-links', bloodType: 'special.health', ethnicity: 'special.ethnicity',
      religion: 'special.religion', sexualOrientation: 'special.sexuality', criminalRecord: 'special.criminal', fingerprintImage: 'special.biometric', salary: 'financial.income',
      jobTitle: 'professional.employment', chatHistory: 'communications.message-content', advertisingId: 'online-identifiers.advertising-id', licensePlate: 'location.movement',
      childName: 'behavioural.minors', workingHours: 'scheduling.availability', userName: 'identity.username', attendees: 'object.person scheduling.attendees',
      'x-forwarded-for': 'online-identifiers.ip-address', 'First Name': 'identity.first-name', userIDs: 'identity.user-id', oAuth2Token: 'credentials.access-token',
      email2: 'contact.email', smtpPass: 'credentials.password', twilioSecret: 'credentials.api-key', emailValue: 'contact.email', resetToken: 'credentials.access-token',
    };
    check(names);
  });

  it('is silent about names that only sound like data', () => {
    const names = [
      'emailEnabled', 'isEmail', 'hasPassword', 'passwordField', 'nameOfFile', 'fileName', 'tokenCount', 'maxTokens', 'totalTokens', 'nextPageToken', 'syncToken', 'cancelToken',
      'emailTemplate', 'emailService', 'hostname', 'className', 'eventName', 'eventType', 'eventHandler', 'isMobile', 'mobileMenu', 'statusCode', 'healthCheck', 'healthz',
      'raceCondition', 'unionType', 'screenOrientation', 'partnerId', 'packageName', 'publicKey', 'primaryKey', 'keyCode', 'sessionTimeout', 'cookieConsent', 'passportStrategy',
      'ageGateEnabled', 'cacheMaxAge', 'page', 'message', 'storage', 'averageScore', 'templateName', 'calendarIcon', 'scheduleJob', 'highAvailability', 'description', 'title',
      'status', 'errorMessage', 'contentType', 'ipAddressFamily', 'addressBar', 'zipFile', 'fontWeight', 'lineHeight', 'parentNode', 'childProcess', 'userAgentParser',
      'phoneRegex', 'emailRegex', 'passwordStrength', 'accountNumberLength', 'tokenizer', 'designTokens', 'minorVersion', 'personalizeEnabled', 'userCount', 'tokenType',
      'pageToken', 'accessTokenExpiresAt', 'emailTemplateName', 'sendEmail', 'updatePassword', 'errorInEmail', 'defaultEmail', 'invalidPhone', 'header', 'requestOptions',
      'userService', 'userRepository', 'superUser', 'DB_USER', 'Request', 'User', 'csrfToken', 'startUrl', 'sortByEmail', 'uid', 'pwd', 'mobile', 'thumbprint', 'storageKey',
      'constructor', '__proto__', 'toString', '', 'We could not send the e-mail to the address you gave us', 'https://example.com/email',
    ];
    assert.deepEqual(names.filter((name) => shown(name).split(' ').some((kind) => kind !== '' && !/^(?:guard|sanitizer)/.test(kind))), []);
  });

  it('counts ambiguous names with a person around them only', () => {
    check({
      name: '', address: '', notes: '', location: '', token: '', title: '',
      'attendee.name': 'identity.full-name~', 'currentUser.address': 'contact.postal-address~', 'customerRecord.notes': 'scheduling.event-description~',
      'users.name': 'identity.full-name~', 'userService.name': '', 'client.name': '', 'node.name': '', 'groupByUser.name': '',
      customerCity: 'contact.postal-address~ location.coarse-location~', 'auth.token': 'credentials.access-token~', 'lexer.token': '', 'auth.name': '',
      'booking.location': 'scheduling.event-location~', 'headers.authorization': 'credentials.access-token~', 'booking.name': '',
    });
    assert.equal(shown('location', 'booking', 'anything').includes('scheduling.event-location~'), true);
  });

  it('counts ambiguous names with owners of their own family only', () => {
    check({
      'user.title': 'professional.employment.title~', 'meeting.title': 'scheduling.event-title~', 'booking.reason': 'scheduling.booking-answers~', 'customer.reason': '',
      'attendee.accepted': 'scheduling.rsvp~', 'user.accepted': '', 'customer.location': 'location.coarse-location~', 'meeting.name': '', bookingStarts_at: 'scheduling.event-time~',
      'shippingAddress.city': 'contact.postal-address~ location.coarse-location~', 'meeting.city': '',
    });
    // Of a person whose owner says nothing of work it may be any title.
    assert.equal(shown('title', 'row', 'person'), '');
    assert.equal(shown('title', 'row', 'anything'), 'professional.employment.title~ scheduling.event-title~');
  });

  it('lets the file and the fields beside speak for ambiguous names', () => {
    const told = (name: string, owner: string | null, around: { readonly place: number; readonly beside: number }): readonly string[] =>
      kinds.matchName(name, owner, owner === null ? 'variable' : null, around).flatMap(({ kind, evidence }) => (kind.startsWith('data.') ? [`${kind} ${evidence}`] : []));
    const mail = { place: kinds.groupsOfPlace('src/mail/send.ts'), beside: 0 };
    const nowhere = { place: kinds.groupsOfPlace('src/build/run.ts'), beside: 0 };
    assert.deepEqual(told('subject', 'options', mail), ['data.communications.message-content place']);
    assert.deepEqual(told('subject', null, mail), ['data.communications.message-content place']);
    assert.deepEqual(told('subject', 'options', nowhere), []);
    // What is said of its owner already, or what it says more of itself, no file changes.
    assert.deepEqual(told('subject', 'certificate', mail), []);
    assert.deepEqual(told('ruleSubject', 'options', mail), []);
    const fields = (...names: string[]): { readonly place: number; readonly beside: number } => ({ place: 0, beside: kinds.groupsOfFields(names) });
    assert.deepEqual(told('subject', 'it', fields('subject', 'to')), ['data.communications.message-content context']);
    assert.deepEqual(told('subject', 'it', fields('subject', 'issuer')), []);
    assert.deepEqual(told('start', 'it', fields('start', 'end', 'location')), ['data.scheduling.event-time context']);
    assert.deepEqual(told('start', 'it', fields('start', 'end')), []);
  });

  it('looks through short forms, and through what carries the data of an owner', () => {
    const told = (name: string, owner: string): readonly string[] => kinds.matchName(name, owner, null).map(({ kind }) => kind);
    assert.deepEqual(told('sender', 'msg'), ['data.contact.email.sender']);
    assert.deepEqual(told('name', 'UpdateContactRequest'), ['data.identity.full-name']);
    assert.deepEqual(told('name', 'UpdateFolderRequest'), []);
    assert.deepEqual(told('address', 'from'), ['data.contact.email.mailbox']);
  });

  it('is silent about members of constants, enumerations, texts and modules', () => {
    const silent = [
      'ErrorCode.EMAIL_TAKEN', 'FieldType.phone', 'FieldType.EMAIL', 'Scopes.email', 'MESSAGES.password', 'ORG_ERROR_CODES.INVALID_EMAIL', 'T.ACCESS_TOKENS',
      'ADMIN_USER.email', 'validators_2.EmailAddress', 'Permission.ReadApiKey',
    ];
    assert.deepEqual(silent.filter((path) => shown(path.slice(path.indexOf('.') + 1), path.slice(0, path.indexOf('.'))) !== ''), []);
    check({ 'env.API_KEY': 'credentials.api-key', 'row.EMAIL': 'contact.email', 'this.API_KEY': 'credentials.api-key', '_a.API_KEY': 'credentials.api-key', 'contact.EMAIL': 'contact.email', 'app_config.DB_PASSWORD': 'credentials.password' });
  });

  it('is silent about functions, options and what goes on about something else', () => {
    const silent = [
      'getEmail', 'fetchAttendees', 'adapterSendEmail', 'afterAddTeamMember', 'userWithSameEmail', 'emailVerified', 'onEmailChange', 'addressType',
      'userEmailTemplate', 'phoneFormat', 'hasPhone', 'botUserId',
    ];
    assert.deepEqual(silent.filter((name) => shown(name) !== ''), []);
    check({ signInToken: '', 'auth.signInToken': 'credentials.access-token~', createdByUserId: 'identity.user-id', toEmail: 'contact.email', hashPassword: 'credentials.password! sanitizer.hash' });
  });

  it('takes a class for no data, be it a variable or a member of a module', () => {
    const variables = ['AccessToken', 'EmailForm', 'userId_1'];
    assert.deepEqual(variables.filter((name) => shown(name, null, 'variable') !== ''), []);
    check({
      AccessToken: 'credentials.access-token', 'models.ApiKey': '', 'provider.AccessToken': '', 'address_1.Address': '', 'body.FirstName': 'identity.first-name',
      'contact.FirstName': 'identity.first-name', 'Fields$Order.FirstName': 'identity.first-name', 'address.address': '', 'address.city': 'contact.postal-address~ location.coarse-location~',
    });
    assert.equal(shown('MAILGUN_KEY', null, 'variable'), 'credentials.api-key');
  });

  it('knows types whose values are parts of a program', () => {
    assert.deepEqual(['EmailService', 'RegExp', 'Function', 'PhoneFormat', 'User', 'string', 'Email'].filter((name) => kinds.isProgramType(name)), ['EmailService', 'RegExp', 'Function', 'PhoneFormat']);
  });

  it('takes the head of a name, not its modifiers', () => {
    check({ emailPassword: 'credentials.password', emailOfUser: 'contact.email', passwordForUser: 'credentials.password', userId: 'identity.user-id' });
  });

  it('sees that a name says it is protected', () => {
    check({
      hashedEmail: 'contact.email! sanitizer.hash', maskedPhoneNumber: 'contact.phone! sanitizer.mask', encryptedAccessToken: 'credentials.access-token! sanitizer.encrypt',
      decryptedAccessToken: 'credentials.access-token',
      emailHash: 'contact.email! sanitizer.hash', hmacSecret: 'credentials.api-key sanitizer.hash',
    });
  });

  it('sees whole objects where names leave no doubt', () => {
    check({
      req: 'object.request', request: '', headers: 'object.headers', session: 'object.session', user: 'object.person', currentUser: 'object.person',
      customer: 'object.person', userData: 'object.person', invitees: 'object.person scheduling.attendees', body: '', data: '', response: '', event: '', requests: '', tableHeaders: '',
      createUser: '', usersById: '',
    });
    assert.deepEqual(['user', 'attendee', 'currentCustomer', 'userRecord'].filter((name) => !kinds.isPerson(name)), []);
    assert.deepEqual(['userService', 'client', 'isUser', 'node', 'users_table', ''].filter((name) => kinds.isPerson(name)), []);
  });

  it('reads guards from conditions', () => {
    const guards = (name: string): string => shown(name).split(' ').filter((kind) => kind.startsWith('guard.')).join(' ');
    const expected: Readonly<Record<string, string>> = {
      hasConsent: 'guard.consent', consented: 'guard.consent', optedIn: 'guard.consent', 'marketing-consent': 'guard.consent', analyticsAllowed: 'guard.consent',
      consentRequired: 'guard.consent-gate', showConsentBanner: '', optedOut: 'guard.consent-refused', withoutConsent: 'guard.consent-refused', isDev: 'guard.development', NODE_ENV: 'guard.development',
      DEV: 'guard.development', isProduction: 'guard.production', isNotProduction: 'guard.development', devices: '', developerId: '', devServerUrl: '', email: '',
    };
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, guards(name)])), expected);
  });

  it('reads sanitizers from the names of functions', () => {
    const sanitizers = (name: string): string => shown(name).split(' ').filter((kind) => kind.startsWith('sanitizer.')).join(' ');
    const expected: Readonly<Record<string, string>> = {
      hashEmail: 'sanitizer.hash', sha256: 'sanitizer.hash', maskPhone: 'sanitizer.mask', redact: 'sanitizer.redact', scrubPii: 'sanitizer.redact', anonymise: 'sanitizer.redact',
      encryptField: 'sanitizer.encrypt', pseudonymise: 'sanitizer.tokenise', tokenizeCard: 'sanitizer.tokenise', decrypt: '', unmask: '', unencrypted: '', hashtag: '', hashMap: '',
      compareHash: 'sanitizer.hash', verifyHash: '', isMasked: '', tokenize: '', sanitizeHtml: 'sanitizer.escape.html', sanitize: '', encodeUri: '', weeklyDigest: '', inputMask: '', maskInput: '',
    };
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, sanitizers(name)])), expected);
  });

  it('matches under 0.6 % of the names in code that has nothing to do with people', () => {
    const names = new Set<string>();
    for (const folder of ['yaml', 'commander', 'ignore', 'markdown-it', 'semver', 'vscode-jsonrpc', 'vscode-languageserver', 'vscode-languageserver-types', '@typescript-eslint']) {
      for (const source of sources(join(import.meta.dirname, '../../node_modules', folder))) {
        for (const [, member, declared] of source.matchAll(/\.([A-Za-z_$][\w$]*)|\b(?:const|let|var)\s+([A-Za-z_$][\w$]*)/g)) names.add(member ?? declared ?? '');
      }
    }
    const hits = [...names].filter((name) => kinds.matchName(name, null, null).some((match) => match.kind.startsWith('data.')));
    assert.ok(names.size > 5000, `only ${String(names.size)} names were found`);
    assert.ok(hits.length < names.size * 0.006, `${String(hits.length)} of ${String(names.size)}: ${hits.join(' ')}`);
  });

  it('answers for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.option(fc.string()), fc.constantFrom('person' as const, 'anything' as const, 'variable' as const, null), (name, owner, surroundings) => Array.isArray(kinds.matchName(name, owner, surroundings))));
    assert.deepEqual(kinds.matchName('email'.repeat(10_000), null, 'anything'), []);
  });
});

describe('mistakes in kinds', () => {
  const read = (text: string): readonly string[] =>
    createKinds([{ path: 'kinds/a.yaml', text }]).mistakes.map((mistake) => `${text.slice(mistake.range.start, mistake.range.end)}: ${mistake.message}`);

  it('are reported at their place', () => {
    assert.deepEqual(read('kinds:\n  - id: data\n    title: Data\n  - id: data\n    title: Twice\n'), ['data: The kind "data" is defined twice.']);
    assert.deepEqual(read('kinds:\n  - id: data.x.y\n    title: T\n'), ['data.x.y: Its parent "data.x" is no kind.']);
    assert.deepEqual(read('kinds:\n  - id: data\n    title: T\n    is: [nothing]\n'), ['nothing: Unknown kind "nothing".']);
    assert.deepEqual(read('kinds:\n  - id: data\n    title: T\n    weight: 9\n'), ['9: This must be a whole number from 1 to 5.']);
    assert.deepEqual(read('kinds:\n  - id: data\n    title: T\n    colour: red\n'), ['colour: Unknown key "colour"; known are id, title, is, weight, owners, never-owners, names.']);
    assert.deepEqual(read('kinds:\n  - id: data\n    title: T\n    owners: [meetings]\n'), ['meetings: Unknown group of owners "meetings".']);
    const groups = createKinds([{ path: 'kinds/names.yaml', text: `owners:\n${Array.from({ length: 31 }, (_, i) => `  - {id: g${String(i)}, names: [a]}\n`).join('')}` }]).mistakes;
    assert.deepEqual(groups.map(({ message }) => message).filter((message) => message.includes('groups of owners')), ['There may be 30 groups of owners.']);
    assert.match(read('kinds:\n  - id: data\n    title: T\n    names: { strong: [firstName] }\n').join(), /^firstName: A name pattern is/);
  });

  it('do not keep circles of kinds from being answered', () => {
    const { kinds: circle } = createKinds([{ path: 'kinds/a.yaml', text: 'kinds:\n  - {id: a, title: A, is: [b]}\n  - {id: b, title: B, is: [a]}\n' }]);
    assert.equal(circle.isA('a', 'b'), true);
    assert.equal(circle.isA('a', 'c'), false);
  });
});

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:js|cjs|mjs)$/.test(entry.name) && !entry.name.includes('.min.'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}
