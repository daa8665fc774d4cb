//! `pipeline.toml`: problems, or a plan that is the same again when read from what is recorded of it.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use segwatch_fuzz::{Scratch, config};

static SCRATCH: LazyLock<Scratch> = LazyLock::new(Scratch::new);

fuzz_target!(|bytes: &[u8]| {
    let file = SCRATCH.write("pipeline.toml", bytes);
    let environment = |name: &str| (name == "HOME").then(|| "/nowhere".to_owned());
    match config::load(&file, &environment) {
        Ok(plan) => {
            let again = config::recorded(&plan.written, SCRATCH.path(), &environment);
            assert_eq!(again.map(|again| again.written), Ok(plan.written), "what is recorded is the plan");
        }
        Err(problems) => {
            assert!(!problems.list.is_empty(), "no plan without a problem");
            assert!(problems.list.iter().all(|problem| !problem.message.is_empty()));
        }
    }
});
