/** The whole studio. */
export function Studio() {
  return (
    <main>
      <h1>Hourglass</h1>
    </main>
  );
}
