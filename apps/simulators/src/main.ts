import { FAULTS, simulatedVendors } from '@fusionbridge/simulators';

/** All of it may stand in a `.env`: what is no setting is a comment. */
async function main(): Promise<void> {
  console.log('# Vendors on loopback. Put these lines into the .env of the bridge and start it:');
  for (const vendor of await simulatedVendors()) {
    const { url } = await vendor.start(vendor.port);
    console.log(`\n# ${vendor.name}: ${url}`);
    vendor.env(url).forEach((line) => console.log(line));
  }
  const width = Math.max(...Object.keys(FAULTS).map((fault) => fault.length));
  const faults = Object.entries(FAULTS).map(([fault, does]) => `#   ${fault.padEnd(width)}  ${does}`);
  console.log(`
# The next order at one of them goes wrong:
#   curl -d '{"fault":"out_of_credit"}' http://127.0.0.1:18013/__simulator/fault
# "times":3 beside it lasts for three orders. The faults:
${faults.join('\n')}
# What one has seen and would bill (charges): curl http://127.0.0.1:18013/__simulator/state
# Forget faults and counts: curl -X POST http://127.0.0.1:18013/__simulator/reset
# Ctrl+C ends them all.`);
}

function reasonOf(error: unknown): string {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const message = error instanceof Error ? error.message : String(error);
  return isTaken ? `${message}: are the simulators running already?` : message;
}

main().catch((error: unknown) => {
  console.error(reasonOf(error));
  // Those that were started already would keep the process alive.
  process.exit(1);
});
