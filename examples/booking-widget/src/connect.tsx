import { useEffect } from 'react';

export function Connect() {
  useEffect(() => {
    // Wrong: the page asks before anybody did anything.
    void Notification.requestPermission();
  }, []);
  return (
    <form>
      <label>
        <input type="checkbox" name="shareConsent" defaultChecked />
        Share my meetings with partners
      </label>
      <iframe title="Calendar" src="https://app.caley.app/calendar" />
    </form>
  );
}

export function ConnectPlainly() {
  // Right: nothing is ticked, and the page asks when somebody wants to be reminded.
  return (
    <form>
      <label>
        <input type="checkbox" name="shareConsent" />
        Share my meetings with partners
      </label>
      <button type="button" onClick={() => void Notification.requestPermission()}>Remind me</button>
    </form>
  );
}
