# What segwatch says of a run, in English. The other languages have the same messages; the tests see to it.
#
# Lines of a message are joined by a space. Numbers come with their marks, names from the run as they stand.
# First what is decided, then what it rests on.

## Numbers, money, sizes and lengths of time

percent = { $number }%
money = { $currency }{ "\u00A0" }{ $amount }

size-bytes = { $count }{ "\u00A0" }B
size-kilobytes = { $count }{ "\u00A0" }kB
size-megabytes = { $count }{ "\u00A0" }MB
size-gigabytes = { $count }{ "\u00A0" }GB
size-terabytes = { $count }{ "\u00A0" }TB

span-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
span-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
span-weeks = { $count ->
    [one] { $count } week
   *[other] { $count } weeks
}
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
every-months = { $count ->
    [one] every month
   *[other] every { $count } months
}
every-weeks = { $count ->
    [one] every week
   *[other] every { $count } weeks
}
every-days = { $count ->
    [one] every day
   *[other] every { $count } days
}

## The verdict on the model in service

# What was measured, within the next ones.
verdict-measured =
    on the customers of the window to { $window }, at an age of { $age }, its segments agree with those of a new fit at
    { $ari } (1 is the same, 0 is chance; { $confidence } interval { $low } to { $high })
verdict-keep =
    Keep the segmentation fitted on the orders before { $reference }: { verdict-measured }, the whole interval at or
    above the { $threshold } that the contract asks for.
verdict-keep-drift =
    The customers have changed by more than chance does, since { $drift_since } (fitted again on unchanged ones, the
    segmentation would agree at { $floor } or better), but not enough to re-fit by the contract.
verdict-keep-noise =
    That is no more change than chance brings: fitted again on unchanged customers, the segmentation may agree at only
    { $floor }.
verdict-retrain =
    Fit the segmentation again: { verdict-measured }, the whole interval below the { $threshold } that the contract asks
    for.
verdict-retrain-drift =
    Chance alone does not do that: fitted again on unchanged customers, it would agree at { $floor } or better.
verdict-retrain-since = It has been below the contract's minimum since { $below_since }.
verdict-keep-season =
    Keep the segmentation fitted on the orders before { $reference }, for now: { verdict-measured }, the whole interval
    below the { $threshold } that the contract asks for, but that is the season: models of the same season in other
    years still fit. A new fit would not last longer.
verdict-undecidable-season =
    Undecidable: { verdict-measured }, the whole interval below the { $threshold } that the contract asks for, and
    chance alone does not do that. But it may be the season: the history holds no window of the same season a year
    before.
verdict-undecidable =
    Undecidable: { verdict-measured }, an interval on both sides of the { $threshold } that the contract asks for. More
    customers or a later window may decide it.
verdict-insufficient_history =
    No verdict yet: no window after { $reference } has enough customers to compare the segmentation with a new fit.
verdict-near_tied_optima =
    The segmentation fitted on the orders before { $reference } cannot be monitored: quite different segments fit the
    same customers as well, to within { $apart }, and agree with it at less than the { $threshold } that the contract
    asks for. A later fit that disagrees would not show that the customers have changed.
verdict-near_tied_optima-floor =
    The segmentation fitted on the orders before { $reference } cannot be monitored: quite different segments fit the
    same customers as well, to within { $apart }, and agree with it at less than { $floor }, what a new fit on unchanged
    customers reaches. A later fit that disagrees would not show that the customers have changed.
verdict-noise_floor =
    This segmentation cannot be monitored at that threshold: fitted again on unchanged customers it may agree at only
    { $floor }, below the { $threshold } that the contract asks for. Change the number of segments or the features.

## How often to fit the model again

retrain-found =
    Fit the model again { $every }: with { $confidence } confidence, at least { $share } of the models still hold at
    that age (agree with a new fit at { $threshold } or better); the contract asks for { $level }.
retrain-shorter_than_step =
    Fit the model again more often than { $every }: at that age only about { $share } of { $origins } models still hold
    (agree with a new fit at { $threshold } or better); the contract asks for { $level }.
retrain-not_reached =
    No need to fit the model again was seen: none of { $origins } models (about { $independent } independent) fell below
    an agreement of { $threshold } with a new fit, up to an age of { $observed }.
retrain-promise = With { $confidence } confidence, at least { $share } of the models hold up to { $age }.
retrain-assured = With { $confidence } confidence, a model lasts at least { $assured } on average.
retrain-nothing_compared =
    Insufficient history to say how often to fit the model again: no two windows could be compared.
retrain-unmonitorable =
    No interval for fitting the model again can be read: this segmentation cannot be monitored (see the verdict).
rescore-unmonitorable =
    No interval for labelling the customers again can be read: this segmentation cannot be monitored (see the verdict).
retrain-few_origins =
    Insufficient history to promise how often to fit the model again: of { $origins ->
        [one] { $origins } model
       *[other] { $origins } models
    }, at most { $independent } { $independent ->
        [one] rests
       *[other] rest
    } on periods that do not overlap, and it takes { $needed }.
retrain-few_for_level =
    Insufficient history to promise how often to fit the model again: of { $origins } models, { $independent } rest on
    periods that do not overlap, too few to vouch with { $confidence } confidence that { $level } still hold.
retrain-so_far =
    So far, by estimate, at least { $level } of the models keep an agreement of { $threshold } or better with a new fit
    up to { $age }, and fewer beyond.
retrain-so_far-oldest =
    So far, by estimate, at least { $level } of the models keep an agreement of { $threshold } or better with a new fit
    up to { $age }, the oldest seen.
retrain-so_far-none =
    So far, by estimate, only { $share } of the models keep an agreement of { $threshold } or better with a new fit for
    { $age }; the contract asks for { $level }.

## How often to label the customers again with the same model

rescore-found =
    Label the customers again with the same model { $every }: with { $confidence } confidence, at least { $share } of
    the labellings still hold at that age (agree with the same model's later labels at { $threshold } or better); the
    contract asks for { $level }.
rescore-shorter_than_step =
    Label the customers again with the same model more often than { $every }: at that age only about { $share } of
    { $origins } labellings still hold (agree with the same model's later labels at { $threshold } or better); the
    contract asks for { $level }.
rescore-not_reached =
    No need to label the customers again was seen: none of { $origins } labellings (about { $independent } independent)
    fell below an agreement of { $threshold } with the same model's later labels, up to an age of { $observed }.
rescore-promise = With { $confidence } confidence, at least { $share } of the labellings hold up to { $age }.
rescore-assured = With { $confidence } confidence, a labelling lasts at least { $assured } on average.
rescore-nothing_compared =
    Insufficient history to say how often to label the customers again: no two windows could be compared.
rescore-few_origins =
    Insufficient history to promise how often to label the customers again: of { $origins ->
        [one] { $origins } labelling
       *[other] { $origins } labellings
    }, at most { $independent } { $independent ->
        [one] rests
       *[other] rest
    } on periods that do not overlap, and it takes { $needed }.
rescore-few_for_level =
    Insufficient history to promise how often to label the customers again: of { $origins } labellings, { $independent }
    rest on periods that do not overlap, too few to vouch with { $confidence } confidence that { $level } still hold.
rescore-so_far =
    So far, by estimate, at least { $level } of the labellings keep an agreement of { $threshold } or better with the
    same model's later labels up to { $age }, and fewer beyond.
rescore-so_far-oldest =
    So far, by estimate, at least { $level } of the labellings keep an agreement of { $threshold } or better with the
    same model's later labels up to { $age }, the oldest seen.
rescore-so_far-none =
    So far, by estimate, only { $share } of the labellings keep an agreement of { $threshold } or better with the same
    model's later labels for { $age }; the contract asks for { $level }.

## Both

cadence-beyond = Nothing is promised beyond { $beyond }; look again by { $day }.
cadence-provisional = This is provisional; look again by { $day }.

## What moved

explanation-segment = { $movement ->
    [up] { $feature } rose by { $difference } in segment “{ $segment }” ({ $before } to { $after })
    [down] { $feature } fell by { $difference } in segment “{ $segment }” ({ $before } to { $after })
   *[none] { $feature } is spread differently in segment “{ $segment }” (mean still { $after })
}; undoing that recovers { $recovered } of the { $lost } lost.
explanation-all = { $movement ->
    [up] { $feature } rose by { $difference } on average ({ $before } to { $after })
    [down] { $feature } fell by { $difference } on average ({ $before } to { $after })
   *[none] { $feature } is spread differently (mean still { $after })
}; undoing that recovers { $recovered } of the { $lost } lost.
explanation-none =
    Nothing single explains it: undoing the drift of any one feature recovers less than a tenth of the { $lost } lost.
explanation-nothing = Nothing to explain: only { $lost } of the agreement is lost.
explanation-season = The model of a year before still fits: this is the season.
explanation-no_season = The model of a year before does not fit either: this is not the season.

## Maintenance policies

policy-interval = re-fitting { $every }
policy-on_breach = re-fitting only when the contract is breached
policy-never = never re-fitting
policy-cheapest =
    Of the policies tried on this history, { $policy } costs least ({ $cost } a year) among those that
    keep the agreement at { $threshold } or better { $level } of the time.
policy-fewest =
    Of the policies tried on this history, { $policy } takes the fewest re-fittings ({ $retrains } a year) among those
    that keep the agreement at { $threshold } or better { $level } of the time. Which costs least is not known: the
    contract does not name both costs.
policy-unmonitorable =
    No policy is recommended: what the history shows of this segmentation could be luck of the fits (see the verdict).
policy-none =
    None of the policies tried on this history keeps the agreement at { $threshold } or better { $level } of the time.
policy-same =
    The same policy stays the cheapest if a stale month costs anything from a quarter of that in the contract to four
    times as much.
policy-other = With a stale month at { $times }, { $policy } would be the cheapest.
times-quarter = a quarter of the cost
times-half = half the cost
times-two = twice the cost
times-four = four times the cost
times-other = { $factor } times the cost

## How many segments

choice-best_of_stable =
    Take { $k } segments. Of the numbers from { $min } to { $max }, { $found } of { $tried } are stable: every segment
    comes back when the customers are drawn again (Jaccard index of { $stable } or more; with { $k }, { $jaccard } or
    more), and no other solution is nearly as good. Of these, { $k } segments are the furthest apart (silhouette
    { $silhouette }; 1 is far apart, 0 is touching).
choice-most_stable =
    Take { $k } segments, with reserve: no number of segments from { $min } to { $max } is stable (each segment coming
    back with a Jaccard index of { $stable } or more when the customers are drawn again, and no other solution nearly as
    good). With { $k } the least stable segment comes back best, with { $jaccard }.
choice-silhouette =
    Take { $k } segments: of { $min } to { $max }, their silhouette is the highest ({ $silhouette }; 1 is far apart, 0
    is touching).
choice-knee = Take { $k } segments: of { $min } to { $max }, the inertia has its knee there and falls slowly beyond.
choice-no_knee = The inertia falls without a knee, so stability decides.
choice-davies_bouldin =
    Take { $k } segments: of { $min } to { $max }, their Davies-Bouldin index is the lowest ({ $index }).
choice-calinski_harabasz =
    Take { $k } segments: of { $min } to { $max }, their Calinski-Harabasz index is the highest ({ $index }).
choice-at_the_end = It is the most that was tried: more may do better.
choice-runner_up = The runner-up is { $runner_up }.

## Notices: what to know before believing a number, and what to do about it

notice-expanding_windows =
    Expanding windows grow with time: every customer ages and accumulates in them, so agreement falls even when no
    customer changes. This run measures its own protocol as much as the customers.
    .remedy = Use rolling windows for a decision; keep this run for comparison.
notice-unequal_exposure =
    Only customers of the first window are followed: they thin out and age, so agreement falls even when no customer
    changes.
    .remedy = Take the customers of each window (windows.population = "window") for a decision.
notice-near_tied_optima =
    Another way to cut the reference customers into { $k } segments is only { $worse } worse and agrees with the chosen
    one at { $ari }: chance could have picked it.
    .remedy = Choose another number of segments, or features that separate customers more clearly.
notice-audit_found_better =
    The second opinion ({ $engine }) found a solution with { $less } less inertia than the reference model.
    .remedy = Raise model.restarts and model.confirmations.
notice-optimum_not_confirmed =
    The reference model's solution was found { $found ->
        [one] { $found } time
       *[other] { $found } times
    } in { $restarts ->
        [one] { $restarts } start
       *[other] { $restarts } starts
    }; { $asked } were asked for.
    .remedy = Raise model.max_restarts, or choose fewer segments.
notice-not_converged = { $fits ->
        [one] { $fits } fit stopped before its labels had settled.
       *[other] { $fits } fits stopped before their labels had settled.
    }
    .remedy = Their inertia is a little above what it could be; report it if it lasts.
notice-small_windows = { $windows ->
        [one] { $windows } window has fewer than { $customers } customers: it is not fitted and not compared.
       *[other] { $windows } windows have fewer than { $customers } customers: they are not fitted and not compared.
    }
    .remedy = Lengthen windows.length, or lower model.k or windows.min_customers.
notice-constant_feature =
    Feature { $feature } has the same value for all customers of the reference window.
    .remedy = It separates nobody: drop it, or look at its SQL.
notice-window_left_out = { $why ->
        [starts_late] The window that ends on { $window } is left out: its orders begin only on { $day }.
        [ends_early] The window that ends on { $window } is left out: its orders end on { $day }.
       *[thin] The window that ends on { $window } is left out: orders in its last step: { $orders }, usual: { $usual }.
    }
    .remedy = It comes in with a later run, once the data fill it.
notice-partial_windows = { $windows ->
        [one] The data do not fill { $windows } window: what is missing looks like customers who left.
       *[other] The data do not fill { $windows } windows: what is missing looks like customers who left.
    }
    .remedy = Complete the orders of those periods, or begin later (windows.first_end).
notice-rejected_rows = { $rows ->
        [one] { $rows } row was rejected; the reason is listed under data quality.
       *[other] { $rows } rows were rejected; the reasons are listed under data quality.
    }
    .remedy = Look at the samples, and correct them at their source.
notice-rescaled_features =
    Feature { $feature } is no longer scaled as it was: from the reference window to the newest its centre moved by
    { $shift } standard deviations, and its spread is { $factor } times what it was. A re-fit measures in another scale.
    .remedy = Look at the feature first: a change of its unit or its SQL looks the same as a change of the customers.
notice-k_unsupported =
    On the newest window, to { $window }, { $k } segments are no longer found again on unchanged customers: two fits may
    agree at only { $floor }, below the { $threshold } that the contract asks for.
    .remedy = Choose another number of segments before the model is fitted again.
notice-few_independent_origins =
    The windows overlap: of { $origins ->
        [one] { $origins } model
       *[other] { $origins } models
    } only { $independent } { $independent ->
        [one] rests on a period of its own
       *[other] rest on periods of their own
    }, so the history is shorter than it looks.
    .remedy = Take shorter windows or a longer history, and read the cadences as provisional.
notice-noise_floor_below_threshold =
    Fitted again on unchanged customers, the segmentation may agree at only { $floor }, below the { $threshold } that
    the contract asks for: what is below the threshold need not be a change.
    .remedy = Change the number of segments or the features, or ask for less than { $floor }.
notice-drift_within_contract =
    The customers have changed by more than chance does, since { $since }: the agreement is { $ari }, and on unchanged
    customers it would be { $floor } or better. It is still within the contract.
    .remedy = No re-fit is due by the contract; look at what moved, and at the next run.
notice-no_stable_k =
    No number of segments from { $min } to { $max } is stable on the reference window: when the customers are drawn
    again, the least stable of the { $k } segments taken comes back with a Jaccard index of { $jaccard }, and
    { $stable } would be stable.
    .remedy = Look at choose_k.parquet, and try other features, another scale or a longer window.

## What was found in the data before any number was computed from them

notice-check_column_gone =
    The column { $column } of the source { $source } is gone: the earlier run had it, and { $file } does not.
    .remedy = Have the column delivered again, or change the SQL that reads it.
notice-check_type_changed =
    The column { $column } of the source { $source } is of another type: { $before } in the earlier run, { $after } now.
    .remedy = Have it delivered as before, or declare its type in the source's types.
notice-check_source_nulls =
    The column { $column } of the source { $source } is empty where it was not: in { $after } of the rows, or of those
    that came in since the earlier run, and in { $before } then.
    .remedy = Look at the newest file of the source, and have it delivered again.
notice-check_order_nulls =
    The column { $column } of the orders is empty where it was not: in { $after } of the orders of { $month }, and in
    { $before } of those of a usual month.
    .remedy = Look at what the sources have of that month, and at what the orders' SQL joins.
notice-check_unit_of_month =
    The column { $column } of the orders seems to be in another unit in { $month }: its median there is { $after },
    about { $times } times { $size } than the { $before } of the months before.
    .remedy = Look at the files of that month: a currency, cents for units, or a decimal point that was lost.
notice-check_unit_of_history =
    The column { $column } of the orders seems to be in another unit than in the earlier run, in { $months } of the
    { $of } months that both have: its median in { $month } was { $before } and is { $after }, about { $times } times
    { $size }.
    .remedy = Look at the files: a currency, cents for units, or a decimal point that was lost.
notice-check_times_moved =
    The same orders have other times than in the earlier run, { $orders } of { $of } that were looked at{ $direction ->
        [later] , most of them { span-hours } later
        [earlier] , most of them { span-hours } earlier
       *[no] {""}
    }: order { $order } was of { $before } and is of { $after }.
    .remedy = Look at the zone in which the times are written, and at time_zone.
notice-check_hours_moved =
    The orders of { $month } come at other hours of the day than those of the months before: moved by { span-hours }
    to { $direction ->
        [earlier] earlier
       *[later] later
    } ones, { $distance } of them are not where they were; moved back, { $moved_back } are not.
    .remedy = Look at the zone in which that month's times are written.
notice-check_order_ids =
    The orders of the earlier run are not found again: { $found } of { $of } that were looked for, though about as many
    orders are there. One that is not is { $example }.
    .remedy = Look at how the orders' ids are written.
notice-check_customer_ids =
    The same orders have other customers than in the earlier run, { $orders } of { $of } that were looked at: the
    customer of order { $order } was { $before } and is { $after }.
    .remedy = Have the ids written as before: customers are followed by them.
notice-check_id_form =
    The ids of customers in { $month } are written as never before, for { $share } of the orders: as in { $after }, and
    before as in { $before }.
    .remedy = Have the ids written as before: customers are followed by them.
notice-check_none_returning =
    Of the { $customers } customers of { $month }, { $returning } had an order before, and { $usual } would be usual:
    the others may be known by other ids.
    .remedy = Look at how the customers' ids of that month are written.
notice-check_same_file =
    The source { $source } has the same file twice: { $second } has the bytes of { $first }.
    .remedy = Take one of them away, and ask what should have been delivered in its place.
notice-check_stale =
    The newest order is of { $newest }, { $days } days before { $as_of }.
    .remedy = Look at whether the last delivery came, and whether it is whole.
notice-check_volume =
    The orders of { $month } are { $orders }, and { $usual } would be usual.
    .remedy = Look at whether the month was delivered whole, and once.
notice-check_late =
    Orders came in for { $months ->
        [one] { $first }, a month
       *[other] { $months } months from { $first } to { $last }
    } that the earlier run had seen whole: { $orders } or more.
    .remedy = Numbers of those months are not what they were; wait longer before a month is run.
notice-check_lost =
    Orders are gone from { $months ->
        [one] { $first }, a month
       *[other] { $months } months from { $first } to { $last }
    } that the earlier run had seen whole: { $orders } or more.
    .remedy = Look at whether the history was delivered whole; numbers of those months are not what they were.
notice-check_accepted =
    What was found was accepted when the run was started: { $checks }.
    .remedy = Nothing is to be done; the next run is compared with these data.

## What a segment is called that no persona names

segment-above = { $feature } ↑
segment-below = { $feature } ↓
segment-average = Average customers
