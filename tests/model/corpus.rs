//! Reads every message of the shared corpus, where it is present: no panic, every entry accounted for.

use std::path::Path;

#[path = "../../examples/corpus.rs"]
#[allow(dead_code, reason = "the example's own main is not run here")]
mod example;

// proves: ARS-69
#[test]
fn every_entry_of_the_corpus_is_accounted_for() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !corpus.is_dir() {
        println!("../shared/corpus is absent: the corpus part is skipped");
        return;
    }
    let mut messages = 0;
    for path in example::files(&corpus).unwrap().into_iter().filter(|path| example::is_message(path)) {
        let account = example::account(&std::fs::read(&path).unwrap())
            .unwrap_or_else(|panic| panic!("{panic}: {}", path.display()));
        assert_eq!(account.unaccounted(), 0, "{account:?}: {}", path.display());
        messages += 1;
    }
    println!("{messages} messages read");
    assert!(messages > 0);
}
