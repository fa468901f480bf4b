import { Component, type ReactNode } from 'react';
import { Say } from '../language/text';
import { Note } from './note';

interface State {
  broken: boolean;
}

/** Catches what breaks below it: kind words, whose fault it is, one way on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { broken: false };

  static getDerivedStateFromError(): State {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main id="main" className="wrap" tabIndex={-1}>
        <div className="col stack">
          <h1>
            <Say id="broken.title" />
          </h1>
          <Note icon="alert" live="alert">
            <p>
              <Say id="broken.words" />
            </p>
            <p className="row">
              <button type="button" className="btn btn--s" onClick={() => location.reload()}>
                <Say id="broken.reload" />
              </button>
              <a className="btn btn--quiet btn--s" href="/">
                <Say id="broken.home" />
              </a>
            </p>
          </Note>
        </div>
      </main>
    );
  }
}
