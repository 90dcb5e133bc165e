import { createLog } from '../../src/log.ts';
import { Networks } from '../../src/networks.ts';
import { createOutgoing } from '../../src/outgoing.ts';

/** This machine, where the receivers of the tests are. */
export const LOOPBACK = new Networks('127.0.0.0/8, ::1');

/** Calls out of a service whose operator allows this machine. */
export const loopbackCalls = createOutgoing({ log: createLog('silent'), allowed: LOOPBACK });
