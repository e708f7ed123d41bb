import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { AttemptDto, CostDto } from '../views/attempt.dto.js';
import { DegradationDto } from '../views/degradation.dto.js';
import { SelectedLoraDto } from '../views/lora.dto.js';
import { PictureFacts } from '../views/picture-facts.dto.js';

@ApiSchema({ name: 'WeightedLora', description: 'A LoRA and its weight.' })
class WeightedLoraDto {
  /** Name. */
  @ApiProperty({ example: 'film-grain' })
  name!: string;

  /** Weight; 1 is the LoRA as trained. */
  @ApiProperty({ example: 0.8 })
  weight!: number;
}

@ApiSchema({ name: 'KeptPicture', description: 'A kept picture.' })
class KeptPictureDto extends PictureFacts {
  /** Identifier. */
  @ApiProperty({ example: '3f0c9a52d7b14e68a1c05b7e92d4f836' })
  id!: string;

  /** Type of the object. */
  @ApiProperty({ example: 'image' })
  object!: string;

  /** URL of the file. */
  @ApiProperty({ example: 'http://127.0.0.1:7861/v1/images/data/3f0c9a52d7b14e68a1c05b7e92d4f836.png' })
  url!: string;

  /** URL of a thumbnail 256 pixels wide. */
  @ApiProperty({
    example: 'http://127.0.0.1:7861/v1/images/data/3f0c9a52d7b14e68a1c05b7e92d4f836.png?w=256',
  })
  thumbnail_url!: string;

  /** The provider's name of the model. */
  @ApiProperty({ example: 'scene' })
  vendor_model!: string;

  /** Public model name. */
  @ApiProperty({ example: 'default' })
  model!: string;

  /** The prompt that was sent to the provider. */
  @ApiProperty({ example: 'a red fox in the snow' })
  prompt!: string;

  /** Operation. */
  @ApiProperty({ example: 'text' })
  operation!: string;

  /** API that received the request. */
  @ApiProperty({ example: 'openai' })
  dialect!: string;

  /** Creation time in Unix seconds. */
  @ApiProperty({ example: 1_795_300_000 })
  created_at!: number;

  /** Id of the job, see `GET /v1/jobs/{id}`. */
  @ApiProperty({ example: '5e0c2a7e-8f0a-4a39-9d0e-3c1f6a0b7d11' })
  job!: string;
}

@ApiSchema({ name: 'GalleryPicture', description: 'A kept picture in a list.' })
export class GalleryPictureDto extends KeptPictureDto {
  /** LoRAs that were applied. */
  @ApiProperty({ type: [WeightedLoraDto] })
  loras!: WeightedLoraDto[];
}

@ApiSchema({ description: 'One page of the gallery, newest picture first.' })
export class GalleryPageResponse {
  /** Type of the object. */
  @ApiProperty({ example: 'list' })
  object!: string;

  /** The entries. */
  @ApiProperty({ type: [GalleryPictureDto] })
  data!: GalleryPictureDto[];

  /** Whether there is a next page. */
  @ApiProperty({ example: true })
  has_more!: boolean;

  /** Value of `after` for the next page; null on the last page. */
  @ApiProperty({ example: 'YmVmb3JlIDE4Mzg0', nullable: true, type: String })
  next_cursor!: string | null;
}

@ApiSchema({
  /** Name. */
  name: 'InputPicture',
  description: 'A picture that the client sent, identified by its content.',
})
class InputPictureDto {
  /** SHA-256 of the file, in hex. */
  @ApiProperty({ example: 'ab'.repeat(32) })
  hash!: string;

  /** File format. */
  @ApiProperty({ example: 'png' })
  format!: string;

  /** Width in pixels. */
  @ApiProperty({ example: 512 })
  width!: number;

  /** Height in pixels. */
  @ApiProperty({ example: 512 })
  height!: number;
}

@ApiSchema({
  /** Name. */
  name: 'RequestedSettings',
  description: 'What the client requested; null is a setting that it left to the bridge.',
})
class RequestedSettingsDto {
  /** Operation. */
  @ApiProperty({ example: 'text' })
  operation!: string;

  /** The model. */
  @ApiProperty({ nullable: true, type: String })
  model!: string | null;

  /** Width and height in pixels. */
  @ApiProperty({ example: '1024x1024', nullable: true, type: String })
  size!: string | null;

  /** Number of pictures. */
  @ApiProperty({ example: 1 })
  n!: number;

  /** Seed. */
  @ApiProperty({ nullable: true, type: Number })
  seed!: number | null;

  /** Number of steps. */
  @ApiProperty({ nullable: true, type: Number })
  steps!: number | null;

  /** Guidance scale. */
  @ApiProperty({ nullable: true, type: Number })
  guidance!: number | null;

  /** Sampler; null is the provider's default. */
  @ApiProperty({ nullable: true, type: String })
  sampler!: string | null;

  /** Schedule type; null is the provider's default. */
  @ApiProperty({ nullable: true, type: String })
  scheduler!: string | null;

  /** How far the result may differ from the source picture, 0 to 1. */
  @ApiProperty({ nullable: true, type: Number })
  strength!: number | null;

  /** Quality. */
  @ApiProperty({ nullable: true, type: String })
  quality!: string | null;

  /** File format. */
  @ApiProperty({ nullable: true, type: String })
  output_format!: string | null;

  /** Whether degradations were refused. */
  @ApiProperty({ enum: ['report', 'strict'] })
  fidelity!: string;

  /** Routing policy. */
  @ApiProperty({ nullable: true, type: String })
  routing!: string | null;

  /** The source picture; null if none was sent. */
  @ApiProperty({ type: InputPictureDto, nullable: true })
  source!: InputPictureDto | null;

  /** The mask; null if none was sent. */
  @ApiProperty({ type: InputPictureDto, nullable: true })
  mask!: InputPictureDto | null;

  /** Reference pictures. */
  @ApiProperty({ type: [InputPictureDto] })
  references!: InputPictureDto[];
}

@ApiSchema({ description: 'A kept picture with the complete record of how it was generated.' })
export class PictureRecordResponse extends KeptPictureDto {
  /** The prompt as the client sent it. */
  @ApiProperty({ example: 'a red fox in the snow' })
  original_prompt!: string;

  /** How a long prompt was shortened; null if nothing was planned. */
  @ApiProperty({
    example: { prompt: 'a red fox', by: 'none', why: 'it is short' },
    nullable: true,
    type: Object,
  })
  summary!: object | null;

  /** The negative prompt. */
  @ApiProperty({ example: '' })
  negative_prompt!: string;

  /** LoRAs that were applied. */
  @ApiProperty({ type: [SelectedLoraDto] })
  loras!: SelectedLoraDto[];

  /** Calls to providers, in order, with their outcomes. */
  @ApiProperty({ type: [AttemptDto] })
  attempts!: AttemptDto[];

  /** Differences between the result and the request. */
  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];

  /** Cost of the whole job. */
  @ApiProperty({ type: CostDto, nullable: true })
  cost!: CostDto | null;

  /** The requested settings. */
  @ApiProperty({ type: RequestedSettingsDto })
  request!: RequestedSettingsDto;

  /** Id of the picture that this one replays. */
  @ApiProperty({ nullable: true, type: String })
  parent!: string | null;

  /** A1111's `parameters` text; also stored in the file, unless the file is signed. */
  @ApiProperty({ example: 'a red fox in the snow\nSteps: 20' })
  infotext!: string;
}

@ApiSchema({ description: 'Confirms the deletion of a picture.' })
export class PictureDeletedResponse {
  /** Identifier. */
  @ApiProperty({ example: '3f0c9a52d7b14e68a1c05b7e92d4f836' })
  id!: string;

  /** Type of the object. */
  @ApiProperty({ example: 'image' })
  object!: string;

  /** Always true. */
  @ApiProperty({ example: true })
  deleted!: boolean;
}
