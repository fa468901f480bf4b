import { type FormEvent, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { useOnline } from '../connection/online';
import { setJustPosted, undoTime } from '../drafts/just-posted';
import { SavedLine } from '../drafts/saved-line';
import { useDraft } from '../drafts/use-draft';
import { GroupDutyDocument } from '../generated/documents';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { AreaField, Field } from '../parts/field';
import { PageTitle } from '../parts/page';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { NotFound } from '../public/not-found';
import { useViewer } from '../session/session-provider';
import { NobodyOnDuty } from './duty-line';
import { showHelp } from './help-shown';
import { MemberPage } from './member-page';
import { NightLine } from './night-line';
import { PhotoChoice } from './photo-choice';
import { WordsCheck } from './words-check';

const notes = ['none', 'grief', 'violence', 'food', 'hopeless', 'other'] as const;
type NoteChoice = (typeof notes)[number];

/** A new story for a group. */
export default function WriteStory() {
  const { id = '' } = useParams<{ id: string }>();
  const { memberships } = useViewer();
  const mine = memberships.find((one) => one.group.id === id && one.state === 'ACTIVE');
  if (!mine) return <NotFound />;
  return <StoryForm key={id} groupId={id} groupName={mine.group.name} />;
}

function StoryForm({ groupId, groupName }: { groupId: string; groupName: string }) {
  const t = useText();
  const online = useOnline();
  const [, go] = useLocation();
  const [{ data }] = useQuery({ query: GroupDutyDocument, variables: { id: groupId } });
  const desk = useDraft('story', groupId, ({ post, help }, sent) => {
    const threadId = post.thread.id;
    const held = post.state === 'HELD';
    setJustPosted({ postId: post.id, threadId, draft: sent, held, until: Date.now() + undoTime });
    if (help) showHelp(help, post);
    go(`/threads/${threadId}`, { replace: true });
  });
  const { draft, problem } = desk;
  const [isBusy, setBusy] = useState(false);
  const inField =
    ['title', 'text', 'contentNotes'].some((field) => problemAt(problem, field)) || problem?.field?.startsWith('photo');

  const cannot = desk.sending || isBusy || draft.queued || draft.title.trim() === '' || draft.text.trim() === '';

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!cannot) desk.send();
  }

  return (
    <MemberPage
      title={t('write.title')}
      back={{ href: `/groups/${groupId}`, label: groupName }}
      groupId={groupId}
      current="write"
    >
      <form className="two" onSubmit={submit}>
        <div className="stack writing">
          <PageTitle>{t('write.title')}</PageTitle>
          <SavedLine draft={draft} id="story-saved" />
          {data?.group && !data.group.moderatorOnDuty && (
            <NobodyOnDuty nextDutyAt={data.group.nextDutyAt} offDuty={data.group.offDuty} />
          )}
          {data?.group && <NightLine {...data.group} />}
          {problem && !inField && <ProblemNote problem={problem} />}
          {desk.failed && <FailureNote offline={false} kept onRetry={desk.send} />}
          <Field
            label={t('write.name')}
            maxLength={120}
            autoComplete="off"
            value={draft.title}
            readOnly={desk.sending}
            onChange={(event) => desk.change({ title: event.target.value })}
            problem={problemAt(problem, 'title')}
          />
          <AreaField
            label={t('write.text')}
            className="writing__text"
            rows={11}
            value={draft.text}
            readOnly={desk.sending}
            onChange={(event) => desk.change({ text: event.target.value })}
            problem={problemAt(problem, 'text')}
          />
          <PhotoChoice desk={desk} groupId={groupId} onBusy={setBusy} />
          <WordsCheck groupId={groupId} text={[draft.text, draft.title].filter((words) => words.trim()).join('\n')} />
        </div>
        <div className="stack stick side">
          <ContentNoteChoice
            note={draft.contentNote}
            problem={problemAt(problem, 'contentNotes')}
            onChange={(contentNote) => desk.change({ contentNote })}
          />
          <div className="stack-s">
            <button
              type="submit"
              className="btn btn--main btn--wide"
              // Not `disabled`: whoever sent it by keyboard would stand nowhere.
              aria-disabled={cannot}
            >
              {t(online ? 'write.send' : 'write.sendLater')}
            </button>
            <p className="meta">{t('write.after')}</p>
          </div>
        </div>
      </form>
    </MemberPage>
  );
}

interface NoteProps {
  note: string;
  problem: string | undefined;
  onChange: (note: string) => void;
}

/** Whether readers get a word beforehand. Optional, and nothing is chosen for anybody. */
function ContentNoteChoice({ note, problem, onChange }: NoteProps) {
  const t = useText();
  const words: Record<Exclude<NoteChoice, 'none' | 'other'>, string> = {
    grief: t('write.note.grief'),
    violence: t('write.note.violence'),
    food: t('write.note.food'),
    hopeless: t('write.note.hopeless'),
  };
  const known = (Object.keys(words) as (keyof typeof words)[]).find((key) => words[key] === note);
  const [other, setOther] = useState(note !== '' && !known);
  const chosen: NoteChoice = other ? 'other' : (known ?? 'none');

  function choose(choice: NoteChoice) {
    setOther(choice === 'other');
    onChange(choice === 'none' || choice === 'other' ? '' : words[choice]);
  }

  return (
    <fieldset className="panel">
      <legend className="h3">{t('write.note.legend')}</legend>
      <p className="meta side__p">{t('write.note.words')}</p>
      <div className="choice">
        {notes.map((choice) => (
          <label key={choice} className="opt">
            <input type="radio" name="note" checked={choice === chosen} onChange={() => choose(choice)} />
            <span>{t(`write.note.${choice}`)}</span>
          </label>
        ))}
      </div>
      {other && (
        <div className="write__other">
          <Field
            label={t('write.note.otherLabel')}
            maxLength={60}
            autoComplete="off"
            value={note}
            onChange={(event) => onChange(event.target.value)}
            problem={problem}
          />
        </div>
      )}
      {!other && problem && <p className="err">{problem}</p>}
    </fieldset>
  );
}
