import { SetMetadata } from '@nestjs/common';

/** Limit of values and names in a JSON body, unless the route sets another: parsing more blocks the event loop. */
export const USUAL_MOST_VALUES = 25_000;

export const MOST_VALUES = 'fusionbridge:most-values';

/** Method decorator: the limit of values and names in a JSON body of this route. */
export const MostValues = (most: number): MethodDecorator => SetMetadata(MOST_VALUES, most);
