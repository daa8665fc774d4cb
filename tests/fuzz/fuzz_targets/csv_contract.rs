//! A CSV file up to orders that keep the contract: every row is accounted for. The first byte says how it is read.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use segwatch_fuzz::{Scratch, source};

static SCRATCH: LazyLock<Scratch> = LazyLock::new(Scratch::new);

fuzz_target!(|bytes: &[u8]| {
    let Some((how, bytes)) = bytes.split_first() else { return };
    let delimiter = [b',', b';', b'\t', b'|'][usize::from(how % 4)];
    let zone = [chrono_tz::UTC, chrono_tz::America::Sao_Paulo, chrono_tz::Australia::Lord_Howe];
    let zone = zone[usize::from(how / 4 % 3)];
    source::orders_of_csv(&SCRATCH.write("sales.csv", bytes), delimiter, zone);
});
