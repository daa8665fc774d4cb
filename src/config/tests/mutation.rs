//! Whatever bytes a pipeline has, it is read or refused, never a panic; and a refusal says where.

use proptest::collection::vec;
use proptest::prelude::*;

use super::{FULL, load_text};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_changed_at_random(changes in vec((0..FULL.len(), any::<u8>()), 1..8)) {
        let mut bytes = FULL.as_bytes().to_vec();
        for (index, byte) in changes {
            bytes[index] = byte;
        }
        check(&bytes)?;
    }

    #[test]
    fn signs_of_toml_put_in_or_taken_out(changes in vec((0..FULL.len(), "[\\[\\]{}=\"'.,#\n\\\\ -]", any::<bool>()), 1..6)) {
        let mut bytes = FULL.as_bytes().to_vec();
        for (index, sign, put_in) in changes {
            let index = index.min(bytes.len() - 1);
            if put_in {
                bytes.insert(index, sign.as_bytes()[0]);
            } else {
                bytes.remove(index);
            }
        }
        check(&bytes)?;
    }

    #[test]
    fn lines_taken_out_and_doubled(changes in vec((0..FULL.lines().count(), any::<bool>()), 1..6)) {
        let mut lines: Vec<&str> = FULL.lines().collect();
        for (index, doubled) in changes {
            let index = index.min(lines.len() - 1);
            if doubled {
                lines.insert(index, lines[index]);
            } else {
                lines.remove(index);
            }
        }
        check(lines.join("\n").as_bytes())?;
    }

    #[test]
    fn anything(bytes in vec(any::<u8>(), 0..200)) {
        check(&bytes)?;
    }
}

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Err(problems) = load_text(bytes) else { return Ok(()) };
    let lines = bytes.split(|byte| *byte == b'\n').count() as u64;
    prop_assert!(!problems.list.is_empty());
    for problem in &problems.list {
        prop_assert!(problem.file.is_some() && !problem.message.is_empty(), "{problem}");
        prop_assert!(problem.line.is_none_or(|line| (1..=lines).contains(&line)), "{problem}");
    }
    Ok(())
}
