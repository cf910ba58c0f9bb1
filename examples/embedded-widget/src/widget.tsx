/** Shows Caley's booking widget. */
import { Booking } from '@caley/widget';

export function Anonymous({ page }: { readonly page: string }) {
  // Wrong: nobody sees whose service it is.
  return (
    <>
      <Booking page={page} />
      <style>{'.caley-booking .caley-powered-by { display: none }'}</style>
    </>
  );
}

export function Page({ page }: { readonly page: string }) {
  // Right: the widget as it is, under the product's own heading.
  return (
    <main>
      <h1>Meet Acme</h1>
      <Booking page={page} theme="light" />
    </main>
  );
}
