/**
 * Under which conditions is something allowed? Consent for analytics, and logs
 * that only run in development.
 */
import { checkAll } from './check';

const send = "mixpanel.track('x', { email: user.email });";

describe('consent', () => {
  checkAll({
    'is asked': `
      import mixpanel from 'mixpanel-browser';
      ${send} // flagged
      if (user.hasConsented) { ${send} }
      if (hasConsent('analytics')) { ${send} }
      if (consent.analytics) { ${send} }
      if (consent === 'granted') { ${send} }
      if (consent.marketing === true) { ${send} }`,
    'is asked by not refusing': `
      import mixpanel from 'mixpanel-browser';
      if (!user.optedOut) { ${send} }
      if (user.optedOut) { ${send} } // flagged
      if (user.optedOut === false) { ${send} }
      if (user.optedOut === true) { ${send} } // flagged`,
    'is asked the wrong way round': `
      import mixpanel from 'mixpanel-browser';
      if (!consent) { ${send} } // flagged
      if (consent === 'denied') { ${send} } // flagged
      if (consent !== true) { ${send} } // flagged
      if (consent) { stop(); } else { ${send} } // flagged`,
    'is asked and left without': `
      import mixpanel from 'mixpanel-browser';
      function f(consent) {
        if (!consent) return;
        ${send}
      }
      function g(consent) {
        if (!consent) throw new Error('no consent');
        ${send}
      }
      function h(consent) {
        if (consent) return;
        ${send} // flagged
      }`,
    'is asked in a loop': `
      import mixpanel from 'mixpanel-browser';
      for (const user of users) {
        if (!user.consent) continue;
        ${send}
      }`,
    'is asked in an expression': `
      import mixpanel from 'mixpanel-browser';
      consent && mixpanel.track('x', { email: user.email });
      consent ? mixpanel.track('x', { email: user.email }) : null;
      consent || mixpanel.track('x', { email: user.email }); // flagged
      consent ? null : mixpanel.track('x', { email: user.email }); // flagged`,
    'is asked together with something': `
      import mixpanel from 'mixpanel-browser';
      if (ready && consent && user) { ${send} }
      if (ready) { if (consent) { ${send} } }`,
    'is asked before something is put off': `
      import mixpanel from 'mixpanel-browser';
      if (consent) { setTimeout(() => { ${send} }, 100); }
      if (consent) { users.forEach((user) => { later(() => { ${send} }); }); }`,
    'is kept in a name': `
      import mixpanel from 'mixpanel-browser';
      const allowed = user.hasConsented && ready;
      if (allowed) { ${send} }`,
    'is asked after many other questions': `
      import mixpanel from 'mixpanel-browser';
      function f(consent, a) {
        if (!consent) return;
        ${Array.from({ length: 300 }, (_, i) => `if (a.k${String(i)}) return;`).join('\n        ')}
        ${send}
      }`,
    'asked elsewhere is none here': `
      import mixpanel from 'mixpanel-browser';
      function f(consent) { if (consent) ready(); ${send} } // flagged`,
    'asked by the caller': `
      import mixpanel from 'mixpanel-browser';
      function tell(text) { mixpanel.track('x', { text }); }
      if (consent) tell(user.email);
      tell(user.email); // flagged`,
    'asked by the callee': `
      import mixpanel from 'mixpanel-browser';
      function tell(text) { if (consent) mixpanel.track('x', { text }); }
      tell(user.email);`,
  });
});

describe('development', () => {
  checkAll({
    'switches': `
      if (process.env.NODE_ENV !== 'production') console.log(user.email);
      if (process.env.NODE_ENV === 'development') console.log(user.email);
      if (process.env.NODE_ENV === 'production') console.log(user.email); // flagged
      if (isDev) console.log(user.email);
      if (!isDev) console.log(user.email); // flagged
      if (__DEV__) console.log(user.email);`,
    'by leaving': `
      function f() { if (process.env.NODE_ENV === 'production') return; console.log(user.email); }
      function g() { if (process.env.NODE_ENV !== 'production') return; console.log(user.email); } // flagged`,
    'do not allow what leaves the house': `
      if (isDev) localStorage.setItem('user', user.email); // flagged`,
  });
});
