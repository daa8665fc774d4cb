//! What SIGINT and SIGTERM do: the unfinished work is removed and the process ends, whatever its threads compute.

/// Watches for the signals from a thread of its own, which ends the process when one comes.
///
/// # Errors
/// When the system does not let it.
#[cfg(unix)]
pub fn watch() -> std::io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};

    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            crate::sink::abandon();
            // At once: the other threads wait, or compute what nobody needs any more.
            signal_hook::low_level::exit(128 + signal);
        }
    })?;
    Ok(())
}

/// Other systems end the process; the next command removes what was unfinished.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn watch() -> std::io::Result<()> {
    Ok(())
}
