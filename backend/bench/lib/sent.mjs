// Which votes vote.lua sends, so that they can be compared with those that are stored.
const CHOICES = ['SUPPORT', 'OPPOSE', 'ABSTAIN'];

function gcd(a, b) {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

export class Sent {
  constructor(residents, projects) {
    this.projects = projects;
    this.pairs = residents * projects;
    this.stride = Math.floor(this.pairs * 0.381966);
    while (gcd(this.stride, this.pairs) !== 1) this.stride++;
  }

  /** The vote with this number, from 1: who (from 0), on which project (from 0), and what. */
  vote(n) {
    const changes = n % 10 === 0;
    const fresh = n - Math.floor(n / 10);
    const at = ((changes ? Math.max(1, fresh - 3000) : fresh) * this.stride) % this.pairs;
    const choice = changes ? CHOICES[(Math.floor(n / this.pairs) % 2) + 1] : 'SUPPORT';
    return { at, resident: Math.floor(at / this.projects), project: at % this.projects, choice };
  }

  /**
   * What has to be stored after so many: how many votes, and how many of each choice, or nothing about choices where
   * the same residents came round again, so that it depends on who was faster.
   */
  expected(sent) {
    const last = new Uint8Array(this.pairs);
    for (let n = 1; n <= sent; n++) {
      const { at, choice } = this.vote(n);
      last[at] = CHOICES.indexOf(choice) + 1;
    }
    const of = CHOICES.map((_, i) => last.reduce((sum, one) => sum + (one === i + 1 ? 1 : 0), 0));
    const votes = of.reduce((sum, n) => sum + n, 0);
    return { votes, choices: sent < this.pairs ? Object.fromEntries(CHOICES.map((choice, i) => [choice, of[i]])) : undefined };
  }
}
