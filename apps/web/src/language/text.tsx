import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { MessageId } from './catalogue';

type Plain = string | number | Date | null | undefined;

/** Words for a place that takes a string, a label or a title say; `values` fill the placeholders. */
export type Text = (id: MessageId, values?: Record<string, Plain>) => string;

/** Gives the function that turns a message id into words in the chosen language. */
export function useText(): Text {
  const intl = useIntl();
  return (id, values) => intl.formatMessage({ id }, values);
}

/** Words as nodes; `<b>` in a message is bold, other tags and nodes come in as values. */
export function Say({ id, values }: { id: MessageId; values?: Record<string, Parts> }) {
  return <FormattedMessage id={id} {...(values ? { values } : {})} />;
}

type Parts = ReactNode | Date | ((chunks: ReactNode[]) => ReactNode);
