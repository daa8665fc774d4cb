# Daily commands. `just` alone lists them.

default:
    @just --list

# The demo, from synthetic orders to a report
demo:
    cargo run -- demo

# All fast tests
test:
    cargo test

# Formatting and lints, as CI runs them
check:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings -A rustdoc::private-intra-doc-links" cargo doc --no-deps --document-private-items

# Everything that CI runs
ci:
    bash .ci/run

# The long tests as well
test-all:
    cargo test -- --include-ignored

# The pictures of the README, from a demo run; needs Chromium
pictures:
    bash docs/images/make.sh

# Criterion benchmarks
bench:
    cargo bench --bench kernels
