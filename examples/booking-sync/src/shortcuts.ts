/** Short cuts that no integration needs: each package has one purpose, and the policy forbids it. */
// Wrong: coins, mined on the machines of others.
import miner from 'coin-hive';
// Wrong: what people type is none of our business.
import keys from 'iohook';
// Right: the API answers what we need to know.
import { fetchBooking } from './caley-client';
// Wrong: a browser that pretends to be a person's.
import stealth from 'puppeteer-extra-plugin-stealth';
// Wrong: Caley is to know who asks.
import tor from 'tor-request';
// Wrong: devices are told apart, and nobody can refuse.
import { getFingerprint } from '@thumbmarkjs/thumbmarkjs';
// Wrong: Caley's code is Caley's.
import { webcrack } from 'webcrack';

export const shortcuts = { miner, keys, fetchBooking, stealth, tor, getFingerprint, webcrack };
