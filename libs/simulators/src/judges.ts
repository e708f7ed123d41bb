/**
 * Who has found that a simulator behaves as the real vendor. Only what somebody else judges is free of suspicion: we write
 * simulator and adapter with the same mistakes in mind.
 */
export type Judge =
  | { readonly by: 'client'; readonly name: string; readonly spec: string }
  | { readonly by: 'Python client' | 'server'; readonly name: string; readonly spec: string }
  | { readonly by: 'client by hand' | 'server by hand'; readonly name: string; readonly seen: string }
  | { readonly by: 'nobody'; readonly why: string };

/** Day of the last trial by hand. */
const LAST_TRIAL = '2026-11-29';

/** The vendor's own client drives the simulator in our tests. @param spec Below `libs/simulators/src` */
export function client(name: string, spec: string): Judge {
  return { by: 'client', name, spec };
}

/** The vendor's own Python package drives the simulator in `.ci/run`. @param spec Below `test/judges` */
export function pythonClient(name: string, spec: string): Judge {
  return { by: 'Python client', name, spec };
}

/** The built bridge paints with the real server in `.ci/run`. @param spec Below `test/judges` */
export function server(name: string, spec: string): Judge {
  return { by: 'server', name, spec };
}

/** The vendor's own client was tried against the simulator, and is no part of the tests. */
export function clientByHand(name: string, version: string): Judge {
  return { by: 'client by hand', name: `${name} ${version}`, seen: LAST_TRIAL };
}

/** The adapter was tried with the real server, and the simulator put right after it. */
export function serverByHand(name: string, version: string): Judge {
  return { by: 'server by hand', name: `${name} ${version}`, seen: LAST_TRIAL };
}

export function nobody(why: string): Judge {
  return { by: 'nobody', why };
}

/** As the documentation shows it. */
export function judgeText(judge: Judge): string {
  switch (judge.by) {
    case 'client':
      return `its client \`${judge.name}\`, in the tests`;
    case 'Python client':
      return `its client for Python, \`${judge.name}\`, in \`.ci/run\``;
    case 'server':
      return `the real ${judge.name}, in \`.ci/run\``;
    case 'client by hand':
      return `its client \`${judge.name}\`, by hand (${judge.seen})`;
    case 'server by hand':
      return `the real ${judge.name}, by hand (${judge.seen})`;
    case 'nobody':
      return `nobody: ${judge.why}`;
  }
}
