import { BridgeError, type Fidelity } from '@fusionbridge/core';
import type { Request } from 'express';

/** For clients that cannot add fields to the body. */
const FIDELITY_HEADER = 'x-fusionbridge-fidelity';

/**
 * The fidelity a call requests in its field `fidelity` or a header. Default `report`.
 * @throws BridgeError `invalid_request` for an unknown value
 */
export function fidelityOf(field: Fidelity | undefined, request: Request): Fidelity {
  const asked = field ?? request.header(FIDELITY_HEADER);
  if (asked === undefined || asked === '') {
    return 'report';
  }
  if (asked !== 'report' && asked !== 'strict') {
    throw BridgeError.invalid(
      FIDELITY_HEADER,
      `Invalid '${FIDELITY_HEADER}': must be 'report' or 'strict'. Found "${asked.slice(0, 60)}".`,
    );
  }
  return asked;
}
