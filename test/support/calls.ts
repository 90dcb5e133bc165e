import { Networks } from '../../src/lib/networks.ts';
import { createOutgoing } from '../../src/lib/outgoing.ts';
import { createLog } from '../../src/log.ts';

/** This machine, where the receivers of the tests are. */
export const LOOPBACK = new Networks('127.0.0.0/8, ::1');

/** Calls out of a service whose operator allows this machine. */
export const loopbackCalls = createOutgoing({ log: createLog('silent'), allowed: LOOPBACK });
