import { Field, ObjectType } from '@nestjs/graphql';
import { type DailyHours, writeTimeOfDay } from '@kring/kernel';

@ObjectType('QuietHours', { description: "Times of day in the organisation's time zone, as 22:30." })
export class QuietHoursView {
  @Field()
  from!: string;
  @Field()
  to!: string;
}

export function viewQuietHours(hours: Pick<DailyHours, 'from' | 'to'> | null): QuietHoursView | null {
  return hours && { from: writeTimeOfDay(hours.from), to: writeTimeOfDay(hours.to) };
}
