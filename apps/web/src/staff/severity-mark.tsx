import type { Climate, Severity } from '../generated/staff-documents';
import { useText } from '../language/text';
import { Mark, type MarkName } from '../parts/icon';

const severityShape: Record<Severity, { mark: MarkName; className: string }> = {
  CRISIS: { mark: 'sev-crisis', className: 'sev sev--crisis' },
  RED: { mark: 'sev-red', className: 'sev sev--red' },
  AMBER: { mark: 'sev-amber', className: 'sev sev--amber' },
  GREEN: { mark: 'sev-green', className: 'sev sev--green' },
};

const climateShape: Record<Climate, { mark: MarkName; className: string }> = {
  SUPPORTIVE: { mark: 'cli-up', className: 'cli cli--up' },
  NEUTRAL: { mark: 'cli-flat', className: 'cli cli--flat' },
  TURNING: { mark: 'cli-turn', className: 'cli cli--turn' },
  REINFORCING: { mark: 'cli-spiral', className: 'cli cli--spiral' },
};

/** How soon somebody is needed: shape, word, and only then colour. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const t = useText();
  const { mark, className } = severityShape[severity];
  return (
    <span className={className}>
      <Mark name={mark} />
      {t(`severity.${severity}`)}
    </span>
  );
}

/** How a thread is going: shape, word, and only then colour. */
export function ClimateMark({ climate }: { climate: Climate }) {
  const t = useText();
  const { mark, className } = climateShape[climate];
  return (
    <span className={className}>
      <Mark name={mark} />
      {t(`climate.${climate}`)}
    </span>
  );
}
