# O que o segwatch diz de uma execução, em português do Brasil. As mesmas mensagens de en.ftl.

## Números, dinheiro, tamanhos e durações

percent = { $number }%
money = { $currency }{ "\u00A0" }{ $amount }

size-bytes = { $count }{ "\u00A0" }B
size-kilobytes = { $count }{ "\u00A0" }kB
size-megabytes = { $count }{ "\u00A0" }MB
size-gigabytes = { $count }{ "\u00A0" }GB
size-terabytes = { $count }{ "\u00A0" }TB

span-months = { $count ->
    [one] { $count } mês
   *[other] { $count } meses
}
span-hours = { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
}
span-weeks = { $count ->
    [one] { $count } semana
   *[other] { $count } semanas
}
span-days = { $count ->
    [one] { $count } dia
   *[other] { $count } dias
}
every-months = { $count ->
    [one] a cada mês
   *[other] a cada { $count } meses
}
every-weeks = { $count ->
    [one] a cada semana
   *[other] a cada { $count } semanas
}
every-days = { $count ->
    [one] a cada dia
   *[other] a cada { $count } dias
}

## O veredito sobre o modelo em uso

verdict-measured =
    nos clientes da janela que termina em { $window }, com { $age } de idade, o índice de Rand ajustado entre seus
    segmentos e os de um novo treino é { $ari } (1 = idêntico, 0 = acaso; intervalo de { $confidence }: de { $low } a
    { $high })
verdict-keep =
    Mantenha a segmentação treinada com os pedidos anteriores a { $reference }: { verdict-measured }; o intervalo
    inteiro atinge os { $threshold } exigidos pelo contrato.
verdict-keep-drift =
    Os clientes mudaram mais do que o acaso explica, desde { $drift_since } (re-treinada com clientes inalterados, a
    segmentação daria { $floor } ou mais), mas não o bastante para o contrato exigir um novo treino.
verdict-keep-noise =
    O acaso basta para explicar essa diferença: re-treinada com clientes inalterados, a segmentação pode dar apenas
    { $floor }.
verdict-retrain =
    Re-treine a segmentação: { verdict-measured }; o intervalo inteiro está abaixo dos { $threshold } exigidos pelo
    contrato.
verdict-retrain-drift =
    O acaso sozinho não explica isso: re-treinada com clientes inalterados, a segmentação daria { $floor } ou mais.
verdict-retrain-since = Ela está abaixo do mínimo do contrato desde { $below_since }.
verdict-keep-season =
    Mantenha por enquanto a segmentação treinada com os pedidos anteriores a { $reference }: { verdict-measured }; o
    intervalo inteiro fica abaixo dos { $threshold } exigidos pelo contrato, mas é a época do ano: os modelos da mesma
    época de outros anos ainda servem. Um re-treino não duraria mais.
verdict-undecidable-season =
    Inconclusivo: { verdict-measured }; o intervalo inteiro fica abaixo dos { $threshold } exigidos pelo contrato, o que
    o acaso sozinho não faz. Mas pode ser a época do ano: o histórico não contém nenhuma janela da mesma época um ano
    antes.
verdict-undecidable =
    Inconclusivo: { verdict-measured }, um intervalo que fica dos dois lados dos { $threshold } exigidos pelo contrato.
    Mais clientes ou uma janela posterior podem decidir.
verdict-insufficient_history =
    Ainda sem veredito: nenhuma janela depois de { $reference } tem clientes suficientes para comparar a segmentação com
    um novo treino.
verdict-near_tied_optima =
    A segmentação treinada com os pedidos anteriores a { $reference } não pode ser monitorada: segmentos bem diferentes
    descrevem os mesmos clientes igualmente bem, com diferença de até { $apart }, e concordam com ela em menos que os
    { $threshold } exigidos pelo contrato. Uma discordância futura não mostraria que os clientes mudaram.
verdict-near_tied_optima-floor =
    A segmentação treinada com os pedidos anteriores a { $reference } não pode ser monitorada: segmentos bem diferentes
    descrevem os mesmos clientes igualmente bem, com diferença de até { $apart }, e concordam com ela em menos que
    { $floor }, o que um novo treino alcança com clientes inalterados. Uma discordância futura não mostraria que os
    clientes mudaram.
verdict-noise_floor =
    Esta segmentação não pode ser monitorada com esse limite: re-treinada com clientes inalterados, pode dar uma
    concordância de apenas { $floor }, abaixo dos { $threshold } exigidos pelo contrato. Mude o número de segmentos ou
    as variáveis.

## Com que frequência re-treinar o modelo

retrain-found =
    Re-treine o modelo { $every }: com { $confidence } de confiança, pelo menos { $share } dos modelos ainda se
    sustentam com essa idade (concordância de { $threshold } ou mais com um novo treino); o contrato exige { $level }.
retrain-shorter_than_step =
    Re-treine o modelo com mais frequência do que { $every }: com essa idade, apenas cerca de { $share } de { $origins }
    modelos ainda se sustentam (concordância de { $threshold } ou mais com um novo treino); o contrato exige { $level }.
retrain-not_reached =
    Não se observou necessidade de re-treinar o modelo: nenhum dos { $origins } modelos (cerca de { $independent }
    independentes) ficou abaixo de uma concordância de { $threshold } com um novo treino, até { $observed } de idade.
retrain-promise =
    Com { $confidence } de confiança, pelo menos { $share } dos modelos se sustentam até { $age } de idade.
retrain-assured = Com { $confidence } de confiança, um modelo dura em média pelo menos { $assured }.
retrain-nothing_compared =
    Histórico insuficiente para dizer com que frequência re-treinar o modelo: não foi possível comparar duas janelas.
retrain-unmonitorable =
    Nenhum intervalo de re-treino pode ser lido: esta segmentação não pode ser monitorada (ver o veredito).
rescore-unmonitorable =
    Nenhum intervalo para rotular os clientes de novo pode ser lido: esta segmentação não pode ser monitorada (ver o
    veredito).
retrain-few_origins =
    Histórico insuficiente para prometer com que frequência re-treinar o modelo: de { $origins ->
        [one] { $origins } modelo
       *[other] { $origins } modelos
    }, no máximo { $independent } { $independent ->
        [one] se baseia
       *[other] se baseiam
    } em períodos que não se sobrepõem, e são necessários { $needed }.
retrain-few_for_level =
    Histórico insuficiente para prometer com que frequência re-treinar o modelo: de { $origins } modelos,
    { $independent } se baseiam em períodos que não se sobrepõem, muito poucos para garantir com { $confidence } de
    confiança que { $level } ainda se sustentam.
retrain-so_far =
    Até agora, segundo a estimativa, pelo menos { $level } dos modelos mantêm uma concordância de { $threshold } ou mais
    com um novo treino até { $age } de idade, e menos depois disso.
retrain-so_far-oldest =
    Até agora, segundo a estimativa, pelo menos { $level } dos modelos mantêm uma concordância de { $threshold } ou mais
    com um novo treino até { $age } de idade, a maior observada.
retrain-so_far-none =
    Até agora, segundo a estimativa, apenas { $share } dos modelos mantêm, depois de { $age }, uma concordância de
    { $threshold } ou mais com um novo treino; o contrato exige { $level }.

## Com que frequência reclassificar os clientes com o mesmo modelo

rescore-found =
    Reclassifique os clientes com o mesmo modelo { $every }: com { $confidence } de confiança, pelo menos { $share } das
    classificações ainda se sustentam com essa idade (concordância de { $threshold } ou mais com as que o mesmo modelo
    dá mais tarde); o contrato exige { $level }.
rescore-shorter_than_step =
    Reclassifique os clientes com o mesmo modelo com mais frequência do que { $every }: com essa idade, apenas cerca de
    { $share } de { $origins } classificações ainda se sustentam (concordância de { $threshold } ou mais com as que o
    mesmo modelo dá mais tarde); o contrato exige { $level }.
rescore-not_reached =
    Não se observou necessidade de reclassificar os clientes: nenhuma das { $origins } classificações (cerca de
    { $independent } independentes) ficou abaixo de uma concordância de { $threshold } com as que o mesmo modelo dá mais
    tarde, até { $observed } de idade.
rescore-promise =
    Com { $confidence } de confiança, pelo menos { $share } das classificações se sustentam até { $age } de idade.
rescore-assured = Com { $confidence } de confiança, uma classificação dura em média pelo menos { $assured }.
rescore-nothing_compared =
    Histórico insuficiente para dizer com que frequência reclassificar os clientes: não foi possível comparar duas
    janelas.
rescore-few_origins =
    Histórico insuficiente para prometer com que frequência reclassificar os clientes: de { $origins ->
        [one] { $origins } classificação
       *[other] { $origins } classificações
    }, no máximo { $independent } { $independent ->
        [one] se baseia
       *[other] se baseiam
    } em períodos que não se sobrepõem, e são necessárias { $needed }.
rescore-few_for_level =
    Histórico insuficiente para prometer com que frequência reclassificar os clientes: de { $origins } classificações,
    { $independent } se baseiam em períodos que não se sobrepõem, muito poucas para garantir com { $confidence } de
    confiança que { $level } ainda se sustentam.
rescore-so_far =
    Até agora, segundo a estimativa, pelo menos { $level } das classificações mantêm uma concordância de { $threshold }
    ou mais com as que o mesmo modelo dá mais tarde, até { $age } de idade, e menos depois disso.
rescore-so_far-oldest =
    Até agora, segundo a estimativa, pelo menos { $level } das classificações mantêm uma concordância de { $threshold }
    ou mais com as que o mesmo modelo dá mais tarde, até { $age } de idade, a maior observada.
rescore-so_far-none =
    Até agora, segundo a estimativa, apenas { $share } das classificações mantêm, depois de { $age }, uma concordância
    de { $threshold } ou mais com as que o mesmo modelo dá mais tarde; o contrato exige { $level }.

## As duas

cadence-beyond = Nada se promete além de { $beyond }; reavalie até { $day }.
cadence-provisional = O resultado é provisório; reavalie até { $day }.

## O que mudou

explanation-segment = { $movement ->
    [up] { $feature }: alta de { $difference } no segmento “{ $segment }” (de { $before } para { $after })
    [down] { $feature }: queda de { $difference } no segmento “{ $segment }” (de { $before } para { $after })
   *[none] { $feature }: outra distribuição no segmento “{ $segment }” (média ainda de { $after })
}; desfazê-la recupera { $recovered } dos { $lost } perdidos.
explanation-all = { $movement ->
    [up] { $feature }: alta de { $difference } em média (de { $before } para { $after })
    [down] { $feature }: queda de { $difference } em média (de { $before } para { $after })
   *[none] { $feature }: outra distribuição (média ainda de { $after })
}; desfazê-la recupera { $recovered } dos { $lost } perdidos.
explanation-none =
    Nenhuma causa explica isso sozinha: desfazer a mudança de uma variável, seja qual for, recupera menos de um décimo
    dos { $lost } perdidos.
explanation-nothing = Nada a explicar: faltam apenas { $lost } para a concordância perfeita.
explanation-season = O modelo de um ano antes ainda serve: é a sazonalidade.
explanation-no_season = O modelo de um ano antes também não serve: não é a sazonalidade.

## Políticas de manutenção

policy-interval = re-treinar { $every }
policy-on_breach = re-treinar só quando o contrato deixa de ser cumprido
policy-never = nunca re-treinar
policy-cheapest =
    Entre as políticas testadas neste histórico que mantêm a concordância em { $threshold } ou mais durante { $level }
    do tempo, { $policy } é a que custa menos ({ $cost } por ano).
policy-fewest =
    Entre as políticas testadas neste histórico que mantêm a concordância em { $threshold } ou mais durante { $level }
    do tempo, { $policy } é a que exige menos re-treinos ({ $retrains } por ano). Não se sabe qual custa menos: o
    contrato não informa os dois custos.
policy-unmonitorable =
    Nenhuma política é recomendada: o que o histórico mostra desta segmentação pode ser acaso dos treinos (ver o
    veredito).
policy-none =
    Nenhuma das políticas testadas neste histórico mantém a concordância em { $threshold } ou mais durante { $level } do
    tempo.
policy-same =
    A mesma política continua a mais barata se um mês de segmentação desatualizada custar de um quarto a quatro vezes o
    valor do contrato.
policy-other = Se um mês de segmentação desatualizada custasse { $times }, seria melhor { $policy }.
times-quarter = um quarto do valor
times-half = metade do valor
times-two = o dobro
times-four = quatro vezes o valor
times-other = { $factor } vezes o valor

## Quantos segmentos

choice-best_of_stable =
    Use { $k } segmentos. Dos números de { $min } a { $max }, { $found } de { $tried } são estáveis: cada segmento
    reaparece quando os clientes são sorteados de novo (índice de Jaccard de { $stable } ou mais; com { $k },
    { $jaccard } ou mais), e nenhuma outra solução é quase tão boa. Desses, { $k } dá os segmentos mais separados
    (silhueta { $silhouette }; 1 é bem separados, 0 é encostados).
choice-most_stable =
    Use { $k } segmentos, com ressalva: nenhum número de segmentos de { $min } a { $max } é estável (cada segmento
    reaparecendo com um índice de Jaccard de { $stable } ou mais quando os clientes são sorteados de novo, e nenhuma
    outra solução quase tão boa). Com { $k }, o segmento menos estável é o que melhor reaparece, com { $jaccard }.
choice-silhouette =
    Use { $k } segmentos: de { $min } a { $max }, a silhueta deles é a mais alta ({ $silhouette }; 1 é bem separados, 0
    é encostados).
choice-knee =
    Use { $k } segmentos: de { $min } a { $max }, a inércia tem ali o seu cotovelo e depois cai devagar.
choice-no_knee = A inércia cai sem cotovelo; por isso decide a estabilidade.
choice-davies_bouldin =
    Use { $k } segmentos: de { $min } a { $max }, o índice de Davies-Bouldin deles é o mais baixo ({ $index }).
choice-calinski_harabasz =
    Use { $k } segmentos: de { $min } a { $max }, o índice de Calinski-Harabasz deles é o mais alto ({ $index }).
choice-at_the_end = É o maior número tentado: mais segmentos talvez sejam melhores.
choice-runner_up = O segundo colocado é { $runner_up }.

## Avisos: o que saber antes de acreditar em um número, e o que fazer

notice-expanding_windows =
    As janelas crescentes aumentam com o tempo: cada cliente envelhece e acumula pedidos nelas, e a concordância cai
    mesmo quando nenhum cliente muda. Esta execução mede o próprio método tanto quanto os clientes.
    .remedy = Decida com janelas móveis; guarde esta execução para comparação.
notice-unequal_exposure =
    Só os clientes da primeira janela são acompanhados: eles rareiam e envelhecem, e a concordância cai mesmo quando
    nenhum cliente muda.
    .remedy = Para decidir, use os clientes de cada janela (windows.population = "window").
notice-near_tied_optima =
    Outra divisão dos clientes de referência em { $k } segmentos é apenas { $worse } pior, e sua concordância com a
    escolhida é de { $ari }: o acaso poderia tê-la escolhido.
    .remedy = Escolha outro número de segmentos, ou variáveis que separem melhor os clientes.
notice-audit_found_better =
    A segunda opinião ({ $engine }) encontrou uma solução com inércia { $less } menor que a do modelo de referência.
    .remedy = Aumente model.restarts e model.confirmations.
notice-optimum_not_confirmed =
    A solução do modelo de referência foi encontrada { $found ->
        [one] { $found } vez
       *[other] { $found } vezes
    } em { $restarts ->
        [one] { $restarts } partida
       *[other] { $restarts } partidas
    }; o mínimo pedido é { $asked }.
    .remedy = Aumente model.max_restarts, ou escolha menos segmentos.
notice-not_converged = { $fits ->
        [one] { $fits } treino parou antes que suas classificações se estabilizassem.
       *[other] { $fits } treinos pararam antes que suas classificações se estabilizassem.
    }
    .remedy = A inércia está um pouco acima do que poderia ser; avise se isso persistir.
notice-small_windows = { $windows ->
        [one] { $windows } janela tem menos de { $customers } clientes: não é treinada nem comparada.
       *[other] { $windows } janelas têm menos de { $customers } clientes: não são treinadas nem comparadas.
    }
    .remedy = Aumente windows.length, ou reduza model.k ou windows.min_customers.
notice-constant_feature =
    A variável { $feature } tem o mesmo valor para todos os clientes da janela de referência.
    .remedy = Ela não separa ninguém: retire-a, ou verifique seu SQL.
notice-window_left_out = { $why ->
        [starts_late] A janela que termina em { $window } fica de fora: seus pedidos só começam em { $day }.
        [ends_early] A janela que termina em { $window } fica de fora: seus pedidos terminam em { $day }.
       *[thin] A janela que termina em { $window } fica de fora: pedidos em seu último passo: { $orders }; o usual:
        { $usual }.
    }
    .remedy = Ela entra em uma execução posterior, quando os dados a preencherem.
notice-partial_windows = { $windows ->
        [one] Os dados não preenchem { $windows } janela: o que falta parece ser clientes que saíram.
       *[other] Os dados não preenchem { $windows } janelas: o que falta parece ser clientes que saíram.
    }
    .remedy = Complete os pedidos desses períodos, ou comece mais tarde (windows.first_end).
notice-rejected_rows = { $rows ->
        [one] { $rows } linha foi rejeitada; o motivo está listado em qualidade dos dados.
       *[other] { $rows } linhas foram rejeitadas; os motivos estão listados em qualidade dos dados.
    }
    .remedy = Veja os exemplos e corrija-os na origem.
notice-rescaled_features =
    A variável { $feature } não está mais na mesma escala: da janela de referência à mais recente, seu centro se
    deslocou
    { $shift ->
        [one] { $shift } desvio-padrão
       *[other] { $shift } desvios-padrão
    } e sua dispersão foi multiplicada por { $factor }. Um novo treino mede em outra escala.
    .remedy = Examine primeiro a variável: uma mudança de unidade ou de SQL se parece com uma mudança dos clientes.
notice-k_unsupported =
    Na janela mais recente, que termina em { $window }, { $k } segmentos não são mais reencontrados com clientes
    inalterados: dois treinos podem dar uma concordância de apenas { $floor }, abaixo dos { $threshold } exigidos pelo
    contrato.
    .remedy = Escolha outro número de segmentos antes de re-treinar o modelo.
notice-few_independent_origins =
    As janelas se sobrepõem: de { $origins ->
        [one] { $origins } modelo
       *[other] { $origins } modelos
    }, apenas { $independent } { $independent ->
        [one] se baseia em um período próprio
       *[other] se baseiam em períodos próprios
    }; o histórico é mais curto do que parece.
    .remedy = Use janelas mais curtas ou um histórico mais longo, e trate as frequências como provisórias.
notice-noise_floor_below_threshold =
    Re-treinada com clientes inalterados, a segmentação pode dar uma concordância de apenas { $floor }, abaixo dos
    { $threshold } exigidos pelo contrato: ficar abaixo do limite não é necessariamente uma mudança.
    .remedy = Mude o número de segmentos ou as variáveis, ou exija menos de { $floor }.
notice-drift_within_contract =
    Os clientes mudaram mais do que o acaso explica, desde { $since }: a concordância é de { $ari }, e com clientes
    inalterados seria de { $floor } ou mais. Ainda está dentro do contrato.
    .remedy = O contrato não exige um novo treino; veja o que mudou e a próxima execução.
notice-no_stable_k =
    Nenhum número de segmentos de { $min } a { $max } é estável na janela de referência: quando os clientes são
    sorteados de novo, o menos estável dos { $k } segmentos usados reaparece com um índice de Jaccard de { $jaccard }, e
    estável seria a partir de { $stable }.
    .remedy = Veja choose_k.parquet e tente outras variáveis, outra escala ou uma janela mais longa.

## O que foi encontrado nos dados antes de qualquer cálculo

notice-check_column_gone =
    A coluna { $column } da fonte { $source } desapareceu: a execução anterior a tinha, e { $file } não a tem.
    .remedy = Peça que a coluna seja entregue de novo, ou mude o SQL que a lê.
notice-check_type_changed =
    A coluna { $column } da fonte { $source } mudou de tipo: { $before } na execução anterior, { $after } agora.
    .remedy = Peça que seja entregue como antes, ou declare o seu tipo nos tipos da fonte.
notice-check_source_nulls =
    A coluna { $column } da fonte { $source } está vazia onde não estava: em { $after } das linhas, ou das que chegaram
    desde a execução anterior, e em { $before } naquela.
    .remedy = Veja o arquivo mais recente da fonte, e peça que seja entregue de novo.
notice-check_order_nulls =
    A coluna { $column } dos pedidos está vazia onde não estava: em { $after } dos pedidos de { $month }, e em
    { $before } dos de um mês usual.
    .remedy = Veja o que as fontes têm desse mês, e o que o SQL dos pedidos junta.
notice-check_unit_of_month =
    A coluna { $column } dos pedidos parece estar em outra unidade em { $month }: sua mediana ali é { $after }, cerca de
    { $times } vezes { $size ->
        [smaller] menor
       *[larger] maior
    } que a dos meses anteriores, { $before }.
    .remedy = Veja os arquivos desse mês: uma moeda, centavos em vez de unidades, uma vírgula perdida.
notice-check_unit_of_history =
    A coluna { $column } dos pedidos parece estar em outra unidade que na execução anterior, em { $months } dos { $of }
    meses em comum: sua mediana em { $month } era { $before } e é { $after }, cerca de { $times } vezes { $size ->
        [smaller] menor
       *[larger] maior
    }.
    .remedy = Veja os arquivos: uma moeda, centavos em vez de unidades, uma vírgula perdida.
notice-check_times_moved =
    Os mesmos pedidos têm outros horários que na execução anterior, { $orders } de { $of } examinados{ $direction ->
        [later] , a maioria { span-hours } mais tarde
        [earlier] , a maioria { span-hours } mais cedo
       *[no] {""}
    }: o pedido { $order } era de { $before } e é de { $after }.
    .remedy = Veja o fuso em que os horários são escritos, e time_zone.
notice-check_hours_moved =
    Os pedidos de { $month } chegam a outras horas do dia que os dos meses anteriores: deslocados { span-hours } para
    mais { $direction ->
        [earlier] cedo
       *[later] tarde
    }, { $distance } deles não estão onde estavam; repostos no lugar, restam { $moved_back }.
    .remedy = Veja o fuso em que os horários desse mês são escritos.
notice-check_order_ids =
    Os pedidos da execução anterior não são reencontrados: { $found } de { $of } procurados, embora haja quase tantos
    pedidos. Um dos ausentes é { $example }.
    .remedy = Veja como os identificadores dos pedidos são escritos.
notice-check_customer_ids =
    Os mesmos pedidos têm outros clientes que na execução anterior, { $orders } de { $of } examinados: o cliente do
    pedido { $order } era { $before } e é { $after }.
    .remedy = Peça que os identificadores sejam escritos como antes: é por eles que os clientes são acompanhados.
notice-check_id_form =
    Os identificadores dos clientes de { $month } são escritos como nunca antes, em { $share } dos pedidos: como
    { $after }, e antes como { $before }.
    .remedy = Peça que os identificadores sejam escritos como antes: é por eles que os clientes são acompanhados.
notice-check_none_returning =
    Dos { $customers } clientes de { $month }, { $returning } já tinham um pedido, e o usual seria { $usual }: os outros
    talvez sejam conhecidos por outros identificadores.
    .remedy = Veja como os identificadores dos clientes desse mês são escritos.
notice-check_same_file =
    A fonte { $source } tem duas vezes o mesmo arquivo: { $second } tem os bytes de { $first }.
    .remedy = Retire um deles, e pergunte o que deveria ter sido entregue em seu lugar.
notice-check_stale =
    O pedido mais recente é de { $newest }, { $days } dias antes de { $as_of }.
    .remedy = Veja se a última entrega chegou, e se está inteira.
notice-check_volume =
    Os pedidos de { $month } são { $orders }, e o usual seria { $usual }.
    .remedy = Veja se o mês foi entregue inteiro, e uma só vez.
notice-check_late =
    Chegaram pedidos de { $months ->
        [one] { $first }, mês
       *[other] { $months } meses, de { $first } a { $last },
    } que a execução anterior já tinha visto por inteiro: { $orders } ou mais.
    .remedy = Os números desses meses mudaram; espere mais tempo antes de executar um mês.
notice-check_lost =
    Desapareceram pedidos de { $months ->
        [one] { $first }, mês
       *[other] { $months } meses, de { $first } a { $last },
    } que a execução anterior já tinha visto por inteiro: { $orders } ou mais.
    .remedy = Veja se o histórico foi entregue inteiro; os números desses meses mudaram.
notice-check_accepted =
    O que foi encontrado foi aceito ao iniciar a execução: { $checks }.
    .remedy = Não há nada a fazer; a próxima execução será comparada com estes dados.

## What a segment is called that no persona names

segment-above = { $feature } ↑
segment-below = { $feature } ↓
segment-average = Clientes médios
