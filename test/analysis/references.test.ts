/**
 * When does the name that a value is put under take back what another name said? Identifiers and names are no records, a part of a thing is not the thing,
 * and what only fills a text is no record there either, also where a function in between does it.
 */
import { checkAll, checkAllFiles } from './check';

describe('references', () => {
  checkAll({
    'an identifier by the name of a variable, a key or a parameter': `
export function moved(comment, log) {
  const ownerId = comment.user;
  console.log('moved', ownerId);
  console.log({ userId: comment.user });
  remember(comment.user);
  tell({ user: comment.user });
  console.log(comment.user); // flagged
  kept(comment.user); // flagged
}
function remember(userId) {
  console.log(userId);
}
function tell(entry) {
  console.log({ userId: entry.user });
}
function kept(one) {
  console.log(one);
}`,
    'what fills a text, also of a caller': `
function refuse(user) {
  console.log(\`no permission for \${user}\`);
}
function refuseText(user) {
  console.log(\`no permission for \${user}\`); // flagged
}
export function ask(req) {
  refuse(req.user);
  refuseText(JSON.stringify(req.user));
}`,
    'parts of a credential': `
export function read(header) {
  const [scheme, token] = header.authorization.split(' ');
  console.log(scheme);
  console.log(token); // flagged
}
export function cookies(cookieString) {
  for (const pair of cookieString.split(';')) {
    const [name, value] = pair.trim().split('=');
    console.log(name);
    console.log(value); // flagged
  }
}`,
    'the identifier that stands in a place': `
export function see(locationData) {
  const id = locationData[0];
  console.log(id);
  const at = locationData[1];
  console.log(at); // flagged
}`,
  });
});

describe('a request by its name', () => {
  checkAll({
    'beside what answers it, or by what is read of it': `
export function first(req, res) {
  console.log(req); // flagged
}
export function second(req) {
  console.log(req); // flagged
  return req.body.id;
}
export const client = { assume: (req) => console.log(JSON.stringify({ assume: req })) };`,
  });
});

describe('functions by their files', () => {
  checkAllFiles({
    'one that takes more than the convention has': {
      'src/handlers/order.js': `
exports.handler = async (event) => {
  console.log(event); // flagged
};`,
      'src/handlers/errors.js': `
exports.handler = (problem, one, two, next) => {
  console.log(problem);
  next();
};`,
    },
  });
});
