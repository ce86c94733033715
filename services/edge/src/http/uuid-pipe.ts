// uuid-pipe.ts — an id in the path of a route: one that is none is refused with its name.
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { isUuid } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';

export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string, { data = 'id' }: ArgumentMetadata): string {
    if (isUuid(value)) return value;
    throw new RefusalError('REQUEST.INVALID', { errors: [{ field: data, rule: 'isUuid' }] });
  }
}
