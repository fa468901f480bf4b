interface Props {
  legend: string;
  groups: readonly { readonly id: string; readonly name: string }[];
  chosen: readonly string[];
  onChange: (groupIds: readonly string[]) => void;
}

/** A set of groups, each with a box to tick. */
export function GroupBoxes({ legend, groups, chosen, onChange }: Props) {
  return (
    <fieldset className="groupboxes">
      <legend className="label">{legend}</legend>
      {groups.map(({ id, name }) => (
        <label key={id} className="groupboxes__one">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
