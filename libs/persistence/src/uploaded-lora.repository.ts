import { Injectable } from '@nestjs/common';
import { Database } from './database.js';

/** A LoRA that a vendor has a copy of. */
export interface UploadedLora {
  readonly provider: string;
  /** The address it came from; one for each provider. */
  readonly source: string;
  /** What the vendor knows it by. */
  readonly vendorId: string;
  /** Unix milliseconds. */
  readonly uploadedAt: number;
}

/** Which LoRAs were copied to which vendor, so that none is uploaded twice. */
@Injectable()
export class UploadedLoraRepository {
  constructor(private readonly database: Database) {}

  async find(provider: string, source: string): Promise<UploadedLora | null> {
    const row = await this.database.query
      .selectFrom('uploaded_loras')
      .selectAll()
      .where('provider', '=', provider)
      .where('source', '=', source)
      .executeTakeFirst();
    return row === undefined
      ? null
      : { provider, source, vendorId: row.vendor_id, uploadedAt: row.uploaded_at };
  }

  /** Takes the place of what was known of the same source. */
  async save({ provider, source, vendorId, uploadedAt }: UploadedLora): Promise<void> {
    const facts = { vendor_id: vendorId, uploaded_at: uploadedAt };
    await this.database.write((query) =>
      query
        .insertInto('uploaded_loras')
        .values({ provider, source, ...facts })
        .onConflict((conflict) => conflict.columns(['provider', 'source']).doUpdateSet(facts))
        .execute(),
    );
  }

  /** For a copy that the vendor does not have any more. */
  async remove(provider: string, source: string): Promise<void> {
    await this.database.write((query) =>
      query
        .deleteFrom('uploaded_loras')
        .where('provider', '=', provider)
        .where('source', '=', source)
        .execute(),
    );
  }
}
