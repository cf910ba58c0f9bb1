/** Connects a calendar in the app for phones. */
import React from 'react';
import { WebView } from 'react-native-webview';
import * as WebBrowser from 'expo-web-browser';

export function ConnectInside({ state }: { state: string }): React.JSX.Element {
  // Wrong: the app can read what is typed into the sign-in.
  return <WebView source={{ uri: `https://auth.caley.app/oauth/authorize?client_id=booking-sync&response_type=code&state=${state}` }} />;
}

export function Settings(): React.JSX.Element {
  // Wrong: a program of the app's runs in a page of Caley's, and hides its warning.
  return <WebView source={{ uri: 'https://app.caley.app/settings' }} injectedJavaScript={"document.querySelector('.warning')?.remove(); true;"} />;
}

export async function connect(state: string): Promise<unknown> {
  // Right: the browser of the phone, which the app cannot look into.
  return WebBrowser.openAuthSessionAsync(`https://auth.caley.app/oauth/authorize?client_id=booking-sync&response_type=code&state=${state}`, 'booking-sync://callback');
}
