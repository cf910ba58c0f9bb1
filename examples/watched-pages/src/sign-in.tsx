export function SignIn({ connect }: { connect: () => void }) {
  return (
    <button type="button" onClick={connect}>
      {/* Taken from Caley's pages whenever somebody looks at this one. */}
      <img src="https://caley.app/images/logo.svg" alt="" width={20} height={20} />
      Connect Caley
    </button>
  );
}

export function SignInPlainly({ connect }: { connect: () => void }) {
  // Right: a file of the brand kit, with the page's own files.
  return (
    <button type="button" onClick={connect}>
      <img src="/images/caley-logo.svg" alt="" width={20} height={20} />
      Connect Caley
    </button>
  );
}

export function Reconnect({ connect }: { connect: () => void }) {
  // The name is misspelt, which looks like an imitation.
  return <button type="button" onClick={connect}>Connect your Calley account again</button>;
}

export const metadata = {
  title: 'Slotwise',
  // Whoever builds on Caley does not take its place.
  description: 'The Caley alternative for small teams',
};
