import { Injectable } from '@nestjs/common';
import { Database } from './database.js';

/** A LoRA that was uploaded to a vendor. */
export interface UploadedLora {
  readonly provider: string;
  /** Its source address; unique per provider. */
  readonly source: string;
  /** The vendor's id for it. */
  readonly vendorId: string;
  /** Unix milliseconds. */
  readonly uploadedAt: number;
}

/** Which LoRAs were uploaded to which vendor, so that none is uploaded twice. */
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

  /** Replaces the record of the same source. */
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

  /** Removes the record of a copy that the vendor no longer has. */
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
